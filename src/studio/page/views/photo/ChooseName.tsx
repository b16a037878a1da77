import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { LONGEST_NAME } from '../../../../files/disk/folderName.js';
import type { BoxName } from '../../../document/boxEdits.js';
import { nameComplaint } from '../../state/nameComplaint.js';
import type { Studio } from '../../state/studio.js';

/** No object can be called this. */
const NEW_OBJECT = '/';

/** Asks who a box is: an object of the collection, or one that is to be made. */
export function ChooseName({
  studio,
  words,
  onChoose,
  isFirst = false,
}: {
  readonly studio: Studio;
  /** What stands there before a choice. */
  readonly words: string;
  readonly onChoose: (name: BoxName) => void;
  /** Whether it has the focus as soon as it is there. */
  readonly isFirst?: boolean;
}) {
  const id = useId();
  const [isNew, setNew] = useState(false);
  const choice = useRef<HTMLSelectElement>(null);
  // Before the page is drawn, here and below: what is typed at once must not go to what had the focus.
  useLayoutEffect(() => {
    if (isFirst) choice.current?.focus();
  }, [isFirst]);
  const objects = studio.session.studio.value?.objects ?? [];
  // What it is called already stands there before a choice.
  const others = objects.filter((name) => name !== words);
  const choose = (label: string) => onChoose({ label, taught: true });
  if (isNew) {
    return (
      <NewName
        onCancel={() => setNew(false)}
        onName={(name) => {
          setNew(false);
          choose(name);
        }}
      />
    );
  }
  return (
    <>
      <label for={id}>This is</label>
      <select
        ref={choice}
        id={id}
        value=""
        onChange={({ currentTarget }) => {
          const label = currentTarget.value;
          currentTarget.value = '';
          if (label === NEW_OBJECT) setNew(true);
          else if (label !== '') choose(label);
        }}
      >
        <option value="">{words}</option>
        <option value={NEW_OBJECT}>A new object…</option>
        {others.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </>
  );
}

/** Asks for the name of an object that there is not yet. */
function NewName({
  onName,
  onCancel,
}: {
  readonly onName: (name: string) => void;
  readonly onCancel: () => void;
}) {
  const id = useId();
  const [name, setName] = useState('');
  const complaint = nameComplaint(name);
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  return (
    <form
      class="new-name"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '' && complaint === undefined) onName(name.trim());
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onCancel();
      }}
    >
      <label for={id}>Its name</label>
      <input
        id={id}
        ref={field}
        class="field"
        type="text"
        required
        maxLength={LONGEST_NAME}
        value={name}
        aria-invalid={complaint !== undefined}
        onInput={({ currentTarget }) => setName(currentTarget.value)}
      />
      <button type="submit" disabled={complaint !== undefined}>
        Name it
      </button>
      {complaint !== undefined && (
        <p class="complaint" role="alert">
          {complaint}
        </p>
      )}
    </form>
  );
}
