import { useRef } from 'preact/hooks';
import type { Chosen, CollectionState } from '../../state/collection/collection.js';
import type { Studio } from '../../state/studio.js';
import { DraftList } from './DraftList.js';
import { ACCEPTED, recordingsAmong } from './droppedFiles.js';

/** Where recordings come in: chosen here, or dropped anywhere on the page. */
export function AddTakes({
  target,
  instrument,
  studio,
  collection,
}: {
  readonly target: Chosen;
  /** That they are played with. */
  readonly instrument: string;
  readonly studio: Studio;
  readonly collection: CollectionState;
}) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const draft = collection.draftOf(target);
  return (
    <section class="add-takes" aria-label="New takes">
      <div class="drop-area">
        <p>Drop MIDI files, audio or a folder of them anywhere on this page.</p>
        <div class="group">
          <button type="button" onClick={() => files.current?.click()}>
            Choose files…
          </button>
          <button type="button" onClick={() => folder.current?.click()}>
            Choose a folder…
          </button>
        </div>
        <input
          ref={files}
          type="file"
          multiple
          hidden
          tabIndex={-1}
          accept={ACCEPTED}
          aria-label="Choose files"
          onChange={({ currentTarget }) => {
            draft.take([...(currentTarget.files ?? [])]);
            currentTarget.value = '';
          }}
        />
        <input
          ref={(input) => {
            folder.current = input;
            input?.setAttribute('webkitdirectory', '');
          }}
          type="file"
          hidden
          tabIndex={-1}
          aria-label="Choose a folder"
          onChange={({ currentTarget }) => {
            if (currentTarget.files !== null) draft.take(recordingsAmong(currentTarget.files));
            currentTarget.value = '';
          }}
        />
      </div>
      <DraftList target={target} instrument={instrument} studio={studio} collection={collection} />
    </section>
  );
}
