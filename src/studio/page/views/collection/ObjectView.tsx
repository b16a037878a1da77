import { useRef, useState } from 'preact/hooks';
import { count } from '../../../../format.js';
import type { ObjectAnswer } from '../../../protocol/objects.js';
import type { Chosen, CollectionState } from '../../state/collection/collection.js';
import { nameComplaint } from '../../state/nameComplaint.js';
import type { Studio } from '../../state/studio.js';
import { MapButton } from '../pad/MapButton.js';
import { AddTakes } from './AddTakes.js';
import { ConfirmDialog } from './ConfirmDialog.js';
import { type Description, DescriptionFields } from './DescriptionFields.js';
import { shortTakesWords } from './missingWords.js';
import { TakeList } from './TakeList.js';
import { TrainingPanel } from './TrainingPanel.js';

interface ObjectViewProps {
  readonly object: ObjectAnswer;
  readonly target: Chosen;
  readonly studio: Studio;
  readonly collection: CollectionState;
}

/** An object from its takes to its training, with all that can be changed of it. */
export function ObjectView(props: ObjectViewProps) {
  const { object, target, studio, collection } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const { name, isOwn, taughtPhotos } = object;
  return (
    <article aria-labelledby="object-name">
      <div class="object-head">
        <h2 id="object-name" tabIndex={-1}>
          {name}
        </h2>
        <div class="group">
          <MapButton studio={studio} object={name} isDisabled={object.state !== 'trained'} />
          <button type="button" onClick={() => dialog.current?.showModal()}>
            Remove…
          </button>
        </div>
      </div>
      {taughtPhotos > 0 && (
        <p class="soft">Known by its looks from {count(taughtPhotos, 'photo')}.</p>
      )}
      {collection.isUnseen(object) && (
        <p class="soft">
          No photo shows {name} yet: give it a label, or draw a box around it in a room and name it.
        </p>
      )}
      <TrainingPanel object={object} studio={studio} collection={collection} />
      <TakeList object={object} studio={studio} collection={collection} />
      {!isOwn && (
        <p class="hint">Takes that you add make {name} yours: they play instead of these.</p>
      )}
      <AddTakes
        target={target}
        instrument={object.instrument}
        studio={studio}
        collection={collection}
      />
      <AddButton {...props} />
      <DescriptionForm key={JSON.stringify(descriptionOf(object))} {...props} />
      <ConfirmDialog
        dialog={dialog}
        title={`Remove ${name}?`}
        action="Remove"
        onConfirm={() => void collection.removeObject(name)}
      >
        {isOwn
          ? 'Its takes and what it has learned go out of your collection. You can restore it from Removed.'
          : 'No room plays it any more. It stays with the program, and you can restore it from Removed.'}
      </ConfirmDialog>
    </article>
  );
}

/** Adds the takes that are ready, and trains. */
function AddButton({ object, target, collection }: ObjectViewProps) {
  const draft = collection.draftOf(target);
  if (draft.entries.value.length === 0) return null;
  const isDisabled = !draft.isReady.value || draft.isAdding.value;
  const add = (isTrained: boolean) => void collection.add(target, { name: object.name, isTrained });
  const { isOwn, takes } = object;
  const kept = isOwn ? takes.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0) : 0;
  return (
    <div class="add-bar">
      <div class="group">
        <button type="button" class="main" disabled={isDisabled} onClick={() => add(true)}>
          {draft.isAdding.value ? 'Adding…' : 'Add and train'}
        </button>
        <button type="button" disabled={isDisabled} onClick={() => add(false)}>
          Add only
        </button>
      </div>
      <p class="hint" role="status">
        {draft.isReady.value && shortTakesWords(kept + draft.readySeconds.value)}
      </p>
    </div>
  );
}

function DescriptionForm({ object, collection }: ObjectViewProps) {
  const before = descriptionOf(object);
  const [description, setDescription] = useState(before);
  const changed = changesOf(before, description);
  const hasChanges = Object.keys(changed).length > 0;
  // A word that is no label is not passed over: the field says why it cannot be saved.
  const isChanged = hasChanges || description.labelWord.trim() !== '';
  const canSave = isChanged && nameComplaint(description.name, object.name) === undefined;
  return (
    <form
      class="description"
      aria-label="Description"
      onSubmit={(event) => {
        event.preventDefault();
        if (canSave && hasChanges) void collection.change(object.name, changed);
      }}
    >
      <h3>About it</h3>
      <DescriptionFields
        description={description}
        presentName={object.name}
        labelsHint={labelsHintOf(description, collection.isUnseen({ ...object, labels: [] }))}
        onChange={(some) => setDescription((now) => ({ ...now, ...some }))}
      />
      <div class="group">
        <button type="submit" class={canSave ? 'main' : undefined} disabled={!canSave}>
          Save changes
        </button>
        <button type="button" disabled={!isChanged} onClick={() => setDescription(before)}>
          Discard changes
        </button>
      </div>
    </form>
  );
}

/** @param isSeenByLabelOnly whether no box and no taught photo shows the object */
function labelsHintOf({ labels }: Description, isSeenByLabelOnly: boolean): string {
  if (labels.length > 0) return 'It plays wherever one of these is seen.';
  return isSeenByLabelOnly
    ? 'Without a label, no photo shows it until it is taught.'
    : 'A label lets it play in other photos too.';
}

function descriptionOf({ name, labels, instrument, text }: ObjectAnswer): Description {
  return { name, labels, labelWord: '', instrument, text };
}

/** Only what is another than before. */
function changesOf(before: Description, now: Description): Partial<Description> {
  const { labels } = now;
  const name = now.name.trim();
  const text = now.text.trim();
  return {
    ...(name !== before.name && name !== '' && { name }),
    ...(labels.join() !== before.labels.join() && { labels }),
    ...(now.instrument !== before.instrument && { instrument: now.instrument }),
    ...(text !== before.text && { text }),
  };
}
