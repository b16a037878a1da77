import { useId } from 'preact/hooks';
import type { BoxName } from '../../state/boxEdits.js';
import type { Studio } from '../../state/studio.js';

/** What can be done to the boxes: draw one, say who it is, take it away. Its line is always there, so that nothing jumps. */
export function BoxPanel({ studio }: { readonly studio: Studio }) {
  const { session, boxes } = studio;
  const { isDrawing, drawnBox, chosenBox } = session;
  const chosen = boxes.value.find(({ id }) => id === chosenBox.value);
  if (drawnBox.value !== undefined) return <NameDrawn studio={studio} />;
  return (
    <div class="box-panel">
      {chosen === undefined ? (
        <>
          <button
            type="button"
            aria-pressed={isDrawing.value}
            disabled={session.room.value === undefined}
            onClick={() => {
              isDrawing.value = !isDrawing.value;
            }}
          >
            Draw a box
          </button>
          <p>
            {isDrawing.value
              ? 'Drag over the thing'
              : boxes.value.length > 0 && 'Drag boxes to move them'}
          </p>
        </>
      ) : (
        <>
          <ChooseName
            studio={studio}
            words={chosen.label}
            onChoose={(name) => studio.editBox({ kind: 'named', seen: chosen.id, name })}
          />
          <button
            type="button"
            onClick={() => {
              studio.editBox({ kind: 'removed', seen: chosen.id });
              chosenBox.value = undefined;
            }}
          >
            Remove
          </button>
        </>
      )}
    </div>
  );
}

/** Asks who a box is that was drawn; then it plays. */
function NameDrawn({ studio }: { readonly studio: Studio }) {
  const { drawnBox, chosenBox } = studio.session;
  return (
    <div class="box-panel">
      <ChooseName
        studio={studio}
        words="Who is it?"
        onChoose={(name) => {
          const box = drawnBox.value;
          if (box === undefined) return;
          const id = `drawn ${box.x} ${box.y} ${box.width} ${box.height}`;
          studio.editBox({ kind: 'drawn', id, name, box });
          drawnBox.value = undefined;
          chosenBox.value = id;
        }}
      />
      <button
        type="button"
        onClick={() => {
          drawnBox.value = undefined;
        }}
      >
        Cancel
      </button>
    </div>
  );
}

function ChooseName({
  studio,
  words,
  onChoose,
}: {
  readonly studio: Studio;
  /** What stands there before a choice. */
  readonly words: string;
  readonly onChoose: (name: BoxName) => void;
}) {
  const id = useId();
  const objects = studio.session.studio.value?.objects ?? [];
  return (
    <>
      <label for={id}>This is</label>
      <select
        id={id}
        value=""
        onChange={({ currentTarget }) => {
          const label = currentTarget.value;
          if (label !== '') onChoose({ label, taught: true });
        }}
      >
        <option value="">{words}</option>
        {objects.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </>
  );
}
