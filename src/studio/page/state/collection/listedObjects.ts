import { batch, computed, signal } from '@preact/signals';
import { byName } from '../../../../collection/names/byName.js';
import type { ObjectAnswer, RemovedAnswer, TrainingAnswer } from '../../../protocol/objects.js';
import { openLatestRequest } from '../latestRequest.js';
import type { ObjectsServer } from './objectsServer.js';

/** What is looked at: an object of that name, a new one, which may have a name and labels already, or the list alone. */
export type Chosen =
  | { readonly kind: 'none' }
  | { readonly kind: 'new'; readonly name?: string; readonly labels?: readonly string[] }
  | { readonly kind: 'object'; readonly name: string };

/** The objects of the collection as the server lists them, and the one of them that is looked at. */
export function openListedObjects({
  server,
  fail,
  onTrainings,
}: {
  readonly server: Pick<ObjectsServer, 'objects'>;
  readonly fail: (error: unknown) => void;
  readonly onTrainings: (trainings: readonly TrainingAnswer[]) => void;
}) {
  const objects = signal<readonly ObjectAnswer[] | undefined>(undefined);
  const broken = signal<readonly string[]>([]);
  const removed = signal<readonly RemovedAnswer[]>([]);
  const chosen = signal<Chosen>({ kind: 'none' });
  /** Counts the readings of the list. */
  let begun = 0;
  /** Number of the reading that is shown, and of the last that began before the choice: only a later one knows of the choice. */
  const shown = signal(0);
  const before = signal(0);

  const readOnce = async () => {
    const number = ++begun;
    try {
      const answer = await server.objects();
      // One that began later may be there already.
      if (number < shown.value) return;
      batch(() => {
        objects.value = answer.objects;
        broken.value = answer.broken;
        removed.value = answer.removed;
        shown.value = number;
        onTrainings(answer.trainings);
      });
    } catch (error) {
      fail(error);
    }
  };
  const read = openLatestRequest(readOnce);
  const object = computed(() => {
    const name = nameOf(chosen.value);
    return objects.value?.find((each) => each.name === name);
  });
  return {
    objects,
    /** A line for each object that is broken and therefore not among them. */
    broken,
    removed,
    chosen,
    /** The object that is looked at; undefined where there is none, or none any more. */
    object,
    /** Whether the object that is looked at is missing in a list that is newer than the choice. */
    isGone: computed(
      () =>
        chosen.value.kind === 'object' && object.value === undefined && shown.value > before.value,
    ),
    read: () => read(undefined),
    /** Reads the list once more, whatever reading is under way; done when it is shown. */
    readNow: readOnce,
    /**
     * Shows an object as the server has just answered it, until the list is read again.
     *
     * @param before what it was called, where that is another name
     */
    put: (answered: ObjectAnswer, before = answered.name) => {
      const others = (objects.value ?? []).filter(
        ({ name }) => name !== before && name !== answered.name,
      );
      const isOfShelf = ({ isOwn }: ObjectAnswer) => isOwn === answered.isOwn;
      const shelf = [...others.filter(isOfShelf), answered].sort((a, b) => byName(a.name, b.name));
      const rest = others.filter((each) => !isOfShelf(each));
      objects.value = answered.isOwn ? [...shelf, ...rest] : [...rest, ...shelf];
    },
    choose: (each: Chosen) =>
      batch(() => {
        chosen.value = each;
        before.value = begun;
      }),
  };
}

/** Empty where no object of the collection is looked at. */
export function nameOf(each: Chosen): string {
  return each.kind === 'object' ? each.name : '';
}
