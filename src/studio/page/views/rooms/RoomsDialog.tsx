import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { RemovedRoomAnswer } from '../../../protocol/answers.js';
import type { RoomOutcome } from '../../state/savedRooms.js';
import type { Studio } from '../../state/studio.js';
import { ConfirmDialog } from '../collection/ConfirmDialog.js';
import { Icon } from '../icons.js';
import { RemovedEntries } from '../RemovedEntries.js';
import { RoomRow } from './RoomRow.js';

/** What was done last, or why it was not. */
interface Said {
  readonly isWrong: boolean;
  readonly text: string;
}

/**
 * The saved rooms as a list: each can be renamed, removed after a question, and restored; those that were removed can be deleted for good.
 */
export function RoomsDialog({
  studio,
  dialog,
  onClose,
}: {
  readonly studio: Studio;
  readonly dialog: RefObject<HTMLDialogElement | null>;
  readonly onClose: () => void;
}) {
  const confirm = useRef<HTMLDialogElement>(null);
  const [renamed, setRenamed] = useState<string>();
  const [removed, setRemoved] = useState('');
  const [said, setSaid] = useState<Said>();
  const { saved = [], removedRooms = [] } = studio.session.studio.value ?? {};
  const tell = <Change,>(outcome: RoomOutcome<Change>, done: (change: Change) => string) => {
    const text = outcome.isDone ? done(outcome.change) : outcome.complaint;
    setSaid({ isWrong: !outcome.isDone, text });
  };
  /** What had the focus is gone from the page by now. */
  const focus = (selector: string) =>
    requestAnimationFrame(() => dialog.current?.querySelector<HTMLElement>(selector)?.focus());
  const endRenaming = (name: string) => {
    setRenamed(undefined);
    focus(`[data-rename="${CSS.escape(name)}"]`);
  };
  const rename = async (name: string, to: string) => {
    setSaid(undefined);
    if (to === name) return endRenaming(name);
    const outcome = await studio.renameRoom(name, to);
    tell(outcome, (now) => `${name} is called ${now.name} now.`);
    endRenaming(outcome.isDone ? outcome.change.name : name);
  };
  const remove = async (name: string) => {
    tell(await studio.removeRoom(name), () => `${name} was removed. It waits under Removed.`);
    focus('h2');
  };
  const restore = async ({ entry }: RemovedRoomAnswer) => {
    tell(await studio.restoreRoom(entry), ({ name }) => `${name} is back among the rooms.`);
    focus('h2');
  };
  const empty = async () => {
    tell(await studio.emptyRemovedRooms(), () => 'The removed rooms are deleted for good.');
    focus('h2');
  };
  return (
    <dialog
      ref={dialog}
      class="rooms"
      aria-labelledby="rooms-title"
      onClose={() => {
        setRenamed(undefined);
        setSaid(undefined);
        onClose();
      }}
    >
      <h2 id="rooms-title" tabIndex={-1}>
        Saved rooms
      </h2>
      {saved.length === 0 && <p class="soft">No room is saved.</p>}
      <ul>
        {saved.map((name) => (
          <RoomRow
            key={name}
            name={name}
            saved={saved}
            isOpen={studio.savedName.value === name}
            isRenamed={renamed === name}
            onBegin={() => {
              setSaid(undefined);
              setRenamed(name);
            }}
            onCancel={() => endRenaming(name)}
            onRename={(to) => void rename(name, to)}
            onRemove={() => {
              setSaid(undefined);
              setRemoved(name);
              confirm.current?.showModal();
            }}
          />
        ))}
      </ul>
      <p class={said?.isWrong ? 'said complaint' : 'said'} role="status">
        {said?.text}
      </p>
      <RemovedEntries
        entries={removedRooms}
        wordsOf={({ name }) => name}
        onRestore={(each) => void restore(each)}
        isDeletable={true}
        question="None of these rooms can be restored then. One that is open here stays open: save it if you want to keep it."
        onDelete={() => void empty()}
      />
      <button
        type="button"
        class="square close"
        aria-label="Close"
        onClick={() => dialog.current?.close()}
      >
        <Icon name="close" />
      </button>
      <ConfirmDialog
        dialog={confirm}
        title={`Remove ${removed}?`}
        action="Remove"
        onConfirm={() => void remove(removed)}
      >
        {studio.savedName.value === removed
          ? 'It goes out of your collection and stays open here. You can restore it from Removed.'
          : 'It goes out of your collection. You can restore it from Removed.'}
      </ConfirmDialog>
    </dialog>
  );
}
