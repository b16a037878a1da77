import { count } from '../../../../format.js';
import type { ObjectAnswer } from '../../../protocol/objects.js';
import type { CollectionState } from '../../state/collection/collection.js';
import type { ShownTraining } from '../../state/collection/trainings.js';
import { pageLine } from '../../state/pageLine.js';
import { RemovedList } from './RemovedList.js';
import { recognisedBy } from './recognisedBy.js';
import { stateWord } from './stateWords.js';

/** All objects, the user's own first, narrowed by a word. */
export function ObjectList({ collection }: { readonly collection: CollectionState }) {
  const { objects, broken, filter } = collection;
  const all = objects.value ?? [];
  const found = all.filter((object) => isFound(object, filter.value));
  const own = found.filter(({ isOwn }) => isOwn);
  const starters = found.filter(({ isOwn }) => !isOwn);
  if (objects.value === undefined) return <p class="soft">Reading the collection…</p>;
  const complaints = broken.value.map((line) => (
    <p key={line} class="complaint" role="status">
      {pageLine(line)}
    </p>
  ));
  if (found.length === 0) {
    return (
      <>
        {complaints}
        <p class="soft">No object has “{filter.value.trim()}” in its name or labels.</p>
      </>
    );
  }
  return (
    <>
      {complaints}
      {own.length > 0 && <Rows title="Yours" objects={own} collection={collection} />}
      {all.every(({ isOwn }) => !isOwn) && (
        <p class="soft empty-own">
          Nothing of your own yet. Record a thing of your room, or drop recordings of it here.
        </p>
      )}
      <RemovedList collection={collection} />
      {starters.length > 0 && (
        <Rows title="Starter collection" objects={starters} collection={collection} />
      )}
    </>
  );
}

function isFound({ name, labels }: ObjectAnswer, filter: string): boolean {
  const word = filter.trim().toLowerCase();
  return [name, ...labels].some((each) => each.toLowerCase().includes(word));
}

function Rows({
  title,
  objects,
  collection,
}: {
  readonly title: string;
  readonly objects: readonly ObjectAnswer[];
  readonly collection: CollectionState;
}) {
  return (
    <section class="rows" aria-label={title}>
      <h2>
        {title} <span class="soft">{objects.length}</span>
      </h2>
      <ul onKeyDown={moveFocus}>
        {objects.map((object) => (
          <Row key={object.name} object={object} collection={collection} />
        ))}
      </ul>
    </section>
  );
}

function Row({
  object,
  collection,
}: {
  readonly object: ObjectAnswer;
  readonly collection: CollectionState;
}) {
  const { name, takes, state } = object;
  const chosen = collection.chosen.value;
  const training = collection.trainings.value.get(name);
  const isShown = chosen.kind === 'object' && chosen.name === name;
  return (
    <li>
      <button
        type="button"
        class="row"
        data-object={name}
        aria-current={isShown ? 'true' : undefined}
        onClick={() => collection.choose({ kind: 'object', name })}
      >
        <span class="row-name">{name}</span>
        <span class={state === 'trained' ? 'row-state' : 'row-state open'}>
          {stateWord(object, training)}
        </span>
        <span class="row-facts">
          {recognisedBy(object)}
          {'\u00a0\u00a0·  '}
          {count(takes.length, 'take')}
        </span>
        <Progress training={training} />
      </button>
    </li>
  );
}

function Progress({ training }: { readonly training: ShownTraining | undefined }) {
  if (training?.state !== 'running') return null;
  const done = training.epochs === 0 ? 0 : training.epoch / training.epochs;
  return <span class="row-progress" style={{ transform: `scaleX(${done})` }} aria-hidden="true" />;
}

/** Up and down from one button of the list to the next. */
function moveFocus(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const next = buttons[buttons.indexOf(event.target as HTMLButtonElement) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
