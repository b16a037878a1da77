import { useRef } from 'preact/hooks';
import { programOf } from '../../../../music/instruments.js';
import type { Chosen, CollectionState } from '../../state/collection/collection.js';
import type { Studio } from '../../state/studio.js';
import { Recorder } from '../recorder/Recorder.js';
import { DraftList } from './DraftList.js';
import { ACCEPTED, recordingsAmong } from './droppedFiles.js';

/** Where recordings come in: recorded or chosen here, or dropped anywhere on the page. */
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
  const takes = target.kind === 'object' ? (collection.object.value?.takes ?? []) : [];
  return (
    <section class="add-takes" aria-label="New takes">
      <div class="drop-area">
        <p>Record here, or drop MIDI files, audio or a folder of them anywhere on this page.</p>
        <div class="group">
          <Recorder
            studio={studio}
            program={programOf(instrument) ?? 0}
            takenNames={[
              ...takes.map(({ file }) => file),
              ...draft.entries.value.map(({ name }) => name),
            ]}
            onTake={(file) => draft.take([file])}
          />
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
