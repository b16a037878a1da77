import type { Box } from '../../../../vision/box.js';
import { drawnId, insidePhoto, type KnownDetection } from '../../../document/boxEdits.js';
import type { Studio } from '../../state/studio.js';
import { Icon } from '../icons.js';
import { takeAway } from './BoxView.js';
import { ChooseName } from './ChooseName.js';
import { focusBox } from './focusBox.js';

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
          <DrawButton studio={studio} />
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
          <TeachButton studio={studio} box={chosen} />
          <button
            type="button"
            onClick={({ detail: clicks }) => {
              if (clicks === 0) return takeAway(studio, chosen.id);
              studio.editBox({ kind: 'removed', seen: chosen.id });
              chosenBox.value = undefined;
            }}
          >
            Remove
          </button>
          <button
            type="button"
            class="square"
            aria-label="Let the box go"
            title="Let the box go"
            onClick={({ detail: clicks }) => {
              chosenBox.value = undefined;
              // By keyboard, what had the focus is gone.
              if (clicks === 0) focusBox(chosen.id);
            }}
          >
            <Icon name="close" />
          </button>
        </>
      )}
    </div>
  );
}

/** By pointer, the next drag on the photo draws; by keyboard, a box stands in the middle, and arrows move it once it is named. */
function DrawButton({ studio }: { readonly studio: Studio }) {
  const { room, isDrawing, drawnBox } = studio.session;
  return (
    <button
      type="button"
      aria-pressed={isDrawing.value}
      disabled={room.value === undefined}
      onClick={({ detail: clicks }) => {
        const photo = room.value;
        if (clicks === 0 && photo !== undefined) drawnBox.value = boxInTheMiddle(photo);
        else isDrawing.value = !isDrawing.value;
      }}
    >
      Draw a box
    </button>
  );
}

/** A quarter as wide and as high as the photo. */
function boxInTheMiddle(photo: { readonly width: number; readonly height: number }): Box {
  const [width, height] = [photo.width / 4, photo.height / 4];
  return insidePhoto({ x: 1.5 * width, y: 1.5 * height, width, height }, photo);
}

/** For a box that a person has named: what it looks like can be learned, so that it is seen by itself in other photos. */
function TeachButton({ studio, box }: { readonly studio: Studio; readonly box: KnownDetection }) {
  const isNamed = studio.document.value.edits.some(
    (edit) =>
      (edit.kind === 'drawn' && edit.id === box.id) ||
      (edit.kind === 'named' && edit.seen === box.id),
  );
  if (!isNamed) return null;
  return (
    <button
      type="button"
      disabled={studio.session.busy.value === 'teach'}
      title={`Learns what ${box.label} looks like, so that it is seen by itself in other photos`}
      onClick={() => void studio.teach(box.label)}
    >
      Teach
    </button>
  );
}

/** Asks who a box is that was drawn; then it plays. */
function NameDrawn({ studio }: { readonly studio: Studio }) {
  const { drawnBox, chosenBox } = studio.session;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape gives up the box, as Cancel does
    <div
      class="box-panel"
      onKeyDown={({ key }) => {
        if (key === 'Escape') drawnBox.value = undefined;
      }}
    >
      <ChooseName
        studio={studio}
        words="Who is it?"
        isFirst
        onChoose={(name) => {
          const box = drawnBox.value;
          if (box === undefined) return;
          const id = drawnId(box);
          studio.editBox({ kind: 'drawn', id, name, box });
          drawnBox.value = undefined;
          chosenBox.value = id;
          // Arrows move and resize it at once.
          focusBox(id);
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
