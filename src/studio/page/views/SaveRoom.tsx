import { useId, useRef, useState } from 'preact/hooks';
import { LONGEST_NAME } from '../../../files/disk/folderName.js';
import { nameComplaint } from '../state/nameComplaint.js';
import type { SaveFailure } from '../state/rooms.js';
import type { Studio } from '../state/studio.js';

/** Asks what the room is to be called and saves it in the collection. */
export function SaveRoom({ studio }: { readonly studio: Studio }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [name, setName] = useState('');
  /** Why nothing was saved. */
  const [failure, setFailure] = useState<SaveFailure>();
  const [isSaving, setSaving] = useState(false);
  const id = useId();
  const { room, studio: answer } = studio.session;
  const chosen = name.normalize('NFC').trim();
  const isThere = answer.value?.saved.includes(chosen) ?? false;
  const complaint = nameComplaint(chosen, isThere ? chosen : undefined);
  /** Another room's name, or one that was saved elsewhere: the dialog says so before it is replaced. */
  const isOther = isThere && chosen !== studio.savedName.value;
  const mayReplace = isOther || (failure?.isChanged ?? false);
  const save = async () => {
    if (chosen === '' || complaint !== undefined || isSaving) return;
    setSaving(true);
    const failed = await studio.save(chosen, { mayReplace });
    setSaving(false);
    setFailure(failed);
    if (failed === undefined) dialog.current?.close();
    else if (!dialog.current?.open) studio.fail(new Error(failed.line));
  };
  return (
    <>
      <button
        type="button"
        disabled={room.value === undefined}
        onClick={() => {
          setFailure(undefined);
          setName(studio.savedName.value ?? room.value?.title ?? '');
          dialog.current?.showModal();
        }}
      >
        Save
      </button>
      <dialog ref={dialog} aria-labelledby={`${id}title`}>
        <form
          method="dialog"
          class="save"
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <h2 id={`${id}title`}>Save this room</h2>
          <label for={id}>Name</label>
          <input
            id={id}
            type="text"
            required
            maxLength={LONGEST_NAME}
            value={name}
            onInput={({ currentTarget }) => {
              setFailure(undefined);
              setName(currentTarget.value);
            }}
          />
          <p class={(complaint ?? failure) === undefined ? undefined : 'complaint'} role="status">
            {complaint ??
              failure?.line ??
              (isOther
                ? 'Another room has that name already; it is replaced and waits under Removed.'
                : 'The photo and all that you made of it go into your collection.')}
          </p>
          <div class="group">
            <button type="submit" class="main" disabled={complaint !== undefined || isSaving}>
              {mayReplace ? 'Replace' : 'Save'}
            </button>
            <button type="button" onClick={() => dialog.current?.close()}>
              Cancel
            </button>
          </div>
        </form>
      </dialog>
    </>
  );
}
