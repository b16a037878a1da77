import { useState } from 'preact/hooks';
import { count } from '../../../../format.js';
import type { Chosen, CollectionState } from '../../state/collection/collection.js';
import type { Studio } from '../../state/studio.js';
import { AddTakes } from './AddTakes.js';
import { type Description, DescriptionFields } from './DescriptionFields.js';

const EMPTY: Description = { name: '', labels: [], instrument: 'acoustic grand piano', text: '' };

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
  const ready = draft.entries.value.filter(({ state }) => state === 'ready').length;
  const taken = collection.objects.value?.find((each) => each.name === name.trim());
  const isReady = draft.isReady.value && name.trim() !== '' && !draft.isAdding.value;
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
        class="object-form"
        aria-label="A new object"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) void add();
        }}
      >
        <DescriptionFields
          description={description}
          labelsHint="Leave this empty for a thing of its own kind, and show it in a photo later."
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
        <div class="group">
          <button type="submit" class="main" disabled={!isReady}>
            {draft.isAdding.value ? 'Adding…' : addWords(ready)}
          </button>
          <button type="button" onClick={() => collection.choose({ kind: 'none' })}>
            Cancel
          </button>
        </div>
      </form>
    </div>
  );
}

function addWords(ready: number): string {
  return ready === 0 ? 'Add to the collection' : `Add with ${count(ready, 'take')}`;
}
