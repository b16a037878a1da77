import { effect, signal, untracked } from '@preact/signals';
import { COCO_LABELS } from '../../../../vision/labels.js';
import type { StudioEvent } from '../../../protocol/answers.js';
import type { ObjectAnswer } from '../../../protocol/objects.js';
import type { Studio } from '../studio.js';
import { type Draft, openDraft } from './draft.js';
import { openHearing } from './hearing.js';
import { type Chosen, nameOf, openListedObjects } from './listedObjects.js';
import { hasBoxNamed } from './namedBoxes.js';
import { openObjectChanges } from './objectChanges.js';
import type { ObjectsServer } from './objectsServer.js';
import { openRoomRenewal } from './roomRenewal.js';
import { openTrainings } from './trainings.js';

export type { Chosen } from './listedObjects.js';

/** The state of the collection and everything that a person can do to it. */
export function openCollection({
  server,
  studio,
}: {
  readonly server: ObjectsServer;
  readonly studio: Studio;
}) {
  const { session } = studio;
  const filter = signal('');
  const trainings = openTrainings();
  const drafts = new Map<string, Draft>();
  const renewal = openRoomRenewal(studio);
  const listed = openListedObjects({
    server,
    fail: studio.fail,
    onTrainings: trainings.showAll,
  });
  const { objects, broken, removed, chosen, object, isGone, read, choose } = listed;

  /** Does it and tells of what goes wrong. @returns whether it was done */
  const attempt = async (act: () => Promise<unknown>): Promise<boolean> => {
    try {
      await act();
      return true;
    } catch (error) {
      studio.fail(error);
      return false;
    }
  };
  const begin = async (name: string) => {
    const before = trainings.shown.value.get(name);
    const answer = await server.train(name);
    // The stream of events may have told more of it by now.
    if (trainings.shown.value.get(name) === before) trainings.show(answer);
  };
  const draftOf = (each: Chosen): Draft => {
    const name = nameOf(each);
    const draft = drafts.get(name) ?? openDraft(server, studio.fail);
    drafts.set(name, draft);
    return draft;
  };
  const { endDraft, ...hearing } = openHearing({ server, studio, draftOf, attempt });
  const { readAgain, ...changes } = openObjectChanges({
    server,
    session,
    listed,
    drafts,
    draftOf,
    attempt,
    begin,
  });

  const isLookedAt = (name: string) =>
    session.view.value === 'collection' && nameOf(chosen.value) === name;
  const onEvent = (event: StudioEvent) => {
    if (event.kind === 'training') {
      // It is shown as done with the list, which is read next, so that its object is trained at the same moment.
      const isHeld = event.state === 'done' && objects.value !== undefined;
      trainings.show(isHeld ? { ...event, state: 'running' } : event);
      if (event.state === 'done') renewal.onTrained();
      if (event.state === 'failed' && !isLookedAt(event.object)) {
        studio.fail(new Error(`${event.object} could not be trained. ${event.message}`));
      }
    }
    if (event.kind === 'transcription')
      for (const each of drafts.values()) each.onTranscription(event);
    if (event.kind === 'hello') {
      if (objects.value !== undefined) read();
      for (const each of drafts.values()) each.resume();
    }
    if (event.kind === 'collection') {
      renewal.onChanged();
      readAgain();
      void studio.readStudio();
    }
  };
  studio.subscribe(onEvent);
  effect(() => {
    if (session.view.value === 'collection') untracked(() => read());
  });

  return {
    objects,
    broken,
    removed,
    chosen,
    filter,
    trainings: trainings.shown,
    object,
    isGone,
    choose,
    draftOf,
    ...hearing,
    ...changes,
    /** Whether there are recordings that are not yet in the collection. */
    hasDrafts: () => [...drafts.values()].some(({ entries }) => entries.value.length > 0),
    /** Shows the object that answers a label or a name, or a new one that is to. */
    record: (label: string) => {
      const isThere = session.studio.value?.objects.includes(label);
      const labels = COCO_LABELS.filter((each) => each === label);
      const name = labels.length > 0 ? label.replaceAll(' ', '-') : label;
      choose(isThere ? { kind: 'object', name: label } : { kind: 'new', name, labels });
      session.view.value = 'collection';
    },
    /** Recordings for the object that is looked at, or for a new one. */
    take: (files: readonly File[]) => {
      if (chosen.value.kind === 'none') choose({ kind: 'new' });
      draftOf(chosen.value).take(files);
    },
    /** Whether no photo can show an object: it has no label, was not taught, and no box of the room bears its name. */
    isUnseen: ({ name, labels, taughtPhotos }: ObjectAnswer): boolean =>
      labels.length === 0 && taughtPhotos === 0 && !hasBoxNamed(studio.document.value.edits, name),
    /** Goes back to the list; the recordings of what was to be added go with it, on the server too. */
    cancel: (each: Chosen) => {
      endDraft(each);
      choose({ kind: 'none' });
      return draftOf(each).discard();
    },
    train: (name: string) => attempt(() => begin(name)),
    cancelTraining: (name: string) => attempt(() => server.cancelTraining(name)),
  };
}

export type CollectionState = ReturnType<typeof openCollection>;
