import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { LONGEST_NAME } from '../../../../files/disk/folderName.js';
import { nameComplaint } from '../../state/nameComplaint.js';

interface RoomRowProps {
  readonly name: string;
  /** Names of all rooms that are saved. */
  readonly saved: readonly string[];
  /** Whether it is the room that is shown. */
  readonly isOpen: boolean;
  /** Whether it is asked what the room is to be called. */
  readonly isRenamed: boolean;
  readonly onBegin: () => void;
  readonly onCancel: () => void;
  readonly onRename: (to: string) => void;
  readonly onRemove: () => void;
}

/** A saved room with what can be done to it, or the field that its new name is typed into. */
export function RoomRow(props: RoomRowProps) {
  const { name, isOpen, isRenamed, onBegin, onRemove } = props;
  if (isRenamed) return <NewName {...props} />;
  return (
    <li>
      <span class="room-name">
        {name}
        {isOpen && <small class="soft"> open now</small>}
      </span>
      <button type="button" data-rename={name} aria-label={`Rename ${name}`} onClick={onBegin}>
        Rename
      </button>
      <button type="button" aria-label={`Remove ${name}…`} onClick={onRemove}>
        Remove…
      </button>
    </li>
  );
}

function NewName({ name, saved, onCancel, onRename }: RoomRowProps) {
  const id = useId();
  const [typed, setTyped] = useState(name);
  const field = useRef<HTMLInputElement>(null);
  // Before the page is drawn: what is typed at once must not go to the button that was pressed.
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const chosen = typed.normalize('NFC').trim();
  const isTaken = chosen !== name && saved.includes(chosen);
  const complaint =
    nameComplaint(chosen, name) ??
    (isTaken ? 'A room of that name is there already. Choose another.' : undefined);
  return (
    <li>
      <form
        class="new-name"
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen !== '' && complaint === undefined) onRename(chosen);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          // It would close the dialog as well.
          event.preventDefault();
          onCancel();
        }}
      >
        <label class="unseen" for={id}>
          New name of {name}
        </label>
        <input
          id={id}
          ref={field}
          class="field"
          type="text"
          required
          maxLength={LONGEST_NAME}
          value={typed}
          aria-invalid={complaint !== undefined}
          aria-describedby={`${id}complaint`}
          onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <button type="submit" class="main" disabled={complaint !== undefined}>
          Rename
        </button>
        <button type="button" onClick={onCancel}>
          Cancel
        </button>
        <p id={`${id}complaint`} class="complaint" role="status">
          {complaint}
        </p>
      </form>
    </li>
  );
}
