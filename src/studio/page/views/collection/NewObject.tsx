import { useId, useRef, useState } from 'preact/hooks';
import { count } from '../../../../format.js';
import type { Chosen, CollectionState } from '../../state/collection/collection.js';
import { nameComplaint } from '../../state/nameComplaint.js';
import { recordingOf } from '../../state/recording.js';
import type { Studio } from '../../state/studio.js';
import { AddTakes } from './AddTakes.js';
import { ConfirmDialog } from './ConfirmDialog.js';
import { type Description, DescriptionFields } from './DescriptionFields.js';
import { missingWords, shortTakesWords } from './missingWords.js';

const EMPTY: Description = {
  name: '',
  labels: [],
  labelWord: '',
  instrument: 'acoustic grand piano',
  text: '',
};

/** From recordings to an object of one's own. */
export function NewObject({
  target,
  studio,
  collection,
}: {
  readonly target: Extract<Chosen, { readonly kind: 'new' }>;
  readonly studio: Studio;
  readonly collection: CollectionState;
}) {
  const [description, setDescription] = useState<Description>({
    ...EMPTY,
    name: target.name ?? '',
    labels: target.labels ?? [],
  });
  const [isTrained, setIsTrained] = useState(true);
  const { name, labels, instrument, text } = description;
  const draft = collection.draftOf(target);
  const taken = collection.objects.value?.find((each) => each.name === name.trim());
  const isNameRefused = nameComplaint(name, taken?.name) !== undefined;
  const isReady =
    draft.isReady.value && name.trim() !== '' && !isNameRefused && !draft.isAdding.value;
  const missing = missingWords({
    entries: draft.entries.value,
    name,
    isNameRefused,
    unkept: recordingOf(studio).takes.value.filter(({ isKept }) => !isKept).length,
  });
  /** What was recorded here may be nowhere else. */
  const lost = draft.entries.value.filter(({ state }) => state !== 'refused').length;
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const cancel = () => void collection.cancel(target);
  const add = () =>
    collection.add(target, {
      name: name.trim(),
      instrument,
      isTrained,
      ...(labels.length > 0 && { labels }),
      ...(text.trim() !== '' && { text: text.trim() }),
    });
  return (
    <div class="object-form">
      <h2 tabIndex={-1}>A new object</h2>
      <p class="soft">
        Play something about a thing of your room: a few takes, a minute of music or more. It plays
        wherever that thing is seen.
      </p>
      <AddTakes target={target} instrument={instrument} studio={studio} collection={collection} />
      <form
        id={`${id}form`}
        class="object-form"
        aria-label="A new object"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) void add();
        }}
      >
        <DescriptionFields
          description={description}
          presentName={taken?.name}
          labelsHint={labelsHintOf(target)}
          onChange={(changed) => setDescription((before) => ({ ...before, ...changed }))}
        />
        {taken !== undefined && (
          <p class="hint" role="status">
            {taken.isOwn
              ? `${taken.name} is there already; these takes join it.`
              : `${taken.name} is in the starter collection; yours takes its place.`}
          </p>
        )}
        <label class="check plain-check">
          <input
            type="checkbox"
            class="tick"
            checked={isTrained}
            onChange={({ currentTarget }) => setIsTrained(currentTarget.checked)}
          />
          <span>Train it at once</span>
        </label>
      </form>
      <div class="add-bar">
        <div class="group">
          <button
            type="submit"
            form={`${id}form`}
            class="main"
            disabled={!isReady}
            aria-describedby={`${id}missing`}
          >
            {draft.isAdding.value ? 'Adding…' : 'Add to the collection'}
          </button>
          <button
            type="button"
            disabled={draft.isAdding.value}
            onClick={() => (lost > 0 ? dialog.current?.showModal() : cancel())}
          >
            Cancel
          </button>
        </div>
        <p id={`${id}missing`} class="hint" role="status">
          {missing || shortTakesWords(draft.readySeconds.value)}
        </p>
      </div>
      <ConfirmDialog
        dialog={dialog}
        title="Give this object up?"
        action="Give it up"
        dismissal="Go on with it"
        onConfirm={cancel}
      >
        Its {count(lost, 'take')} {lost === 1 ? 'is' : 'are'} deleted from the studio.
      </ConfirmDialog>
    </div>
  );
}

/** A box on the photo that bears its name is what shows it already. */
function labelsHintOf({ name, labels = [] }: { name?: string; labels?: readonly string[] }) {
  return name !== undefined && labels.length === 0
    ? 'It plays where you named its box; a label lets it play in other photos too.'
    : 'Leave this empty for a thing of its own kind, and show it in a photo later.';
}
