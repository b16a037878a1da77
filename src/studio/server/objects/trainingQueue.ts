import {
  type BackendName,
  type Collection,
  MirrorError,
  type TrainProgress,
} from '../../../index.js';
import type { TrainingAnswer } from '../../protocol/objects.js';
import type { EventHub } from '../eventHub.js';
import type { CollectionChanges } from './collectionChanges.js';
import { trainUnderLock, waitingLine } from './trainUnderLock.js';

/** The trainings of a studio, one at a time, in the order in which they were asked for. */
export interface TrainingQueue {
  /** Those under way, and how the last of each other object ended. */
  readonly list: () => TrainingAnswer[];
  readonly isUnderWay: (object: string) => boolean;
  /** Where the object's training is under way already, it is that one: two pages train an object once. */
  readonly begin: (object: string) => TrainingAnswer;
  /** @returns whether there was one to cancel */
  readonly cancel: (object: string) => boolean;
  /** Once none is under way; after the signal has fired, soon. */
  readonly ended: () => Promise<unknown>;
}

export interface TrainingQueueTools {
  readonly collection: () => Promise<Collection>;
  readonly changes: CollectionChanges;
  readonly hub: EventHub;
  readonly backend: BackendName | undefined;
  /** Milliseconds of any clock that only goes forward. */
  readonly now: () => number;
  readonly signal: AbortSignal;
  /** Hears of errors that should not be. */
  readonly onFault: (error: unknown) => void;
}

/** Often enough to look alive. */
const TELL_MILLISECONDS = 100;

interface Training {
  answer: TrainingAnswer;
  readonly abort: AbortController;
}

export function openTrainingQueue(tools: TrainingQueueTools): TrainingQueue {
  const { hub, now, changes } = tools;
  const trainings = new Map<string, Training>();
  let last: Promise<unknown> = Promise.resolve();

  const tell = (training: Training, changed: Partial<TrainingAnswer>) => {
    // What was told to be cancelled may take a moment to end, and another may have been asked for by then.
    if (training.answer.state === 'cancelled') return;
    training.answer = { ...training.answer, ...changed };
    hub.publish({ kind: 'training', ...training.answer });
  };
  const onProgressOf = (training: Training) => {
    // The networks are built before the first epoch and in it, which says nothing of the pace of the others.
    let first: { readonly epoch: number; readonly ms: number } | undefined;
    let toldMs = Number.NEGATIVE_INFINITY;
    return ({ epoch, epochs, loss }: TrainProgress) => {
      const nowMs = now();
      first ??= { epoch, ms: nowMs };
      const epochMs = (nowMs - first.ms) / (epoch - first.epoch);
      const secondsLeft = epoch > first.epoch ? (epochMs * (epochs - epoch)) / 1000 : null;
      const changed = { state: 'running', epoch, epochs, loss, secondsLeft } as const;
      if (nowMs - toldMs < TELL_MILLISECONDS && epoch < epochs) return;
      toldMs = nowMs;
      tell(training, changed);
    };
  };
  const run = async (training: Training) => {
    const { object: name } = training.answer;
    const signal = AbortSignal.any([tools.signal, training.abort.signal]);
    try {
      const message = await trainUnderLock(name, {
        ...tools,
        signal,
        end: tools.signal,
        onWaiting: (owner) => tell(training, { message: waitingLine(owner) }),
        onBegin: () => tell(training, { state: 'running', message: '' }),
        onProgress: onProgressOf(training),
      });
      tell(training, { state: 'done', secondsLeft: 0, message });
      changes.announce();
    } catch (error) {
      const isStopped = error instanceof MirrorError && error.code === 'aborted';
      if (!(error instanceof MirrorError)) tools.onFault(error);
      tell(training, {
        state: isStopped ? 'cancelled' : 'failed',
        secondsLeft: null,
        message: isStopped ? '' : error instanceof MirrorError ? error.message : FAULT,
      });
    }
  };
  const isUnderWay = (object: string) =>
    ['waiting', 'running'].includes(trainings.get(object)?.answer.state ?? '');

  return {
    list: () => [...trainings.values()].map(({ answer }) => answer),
    isUnderWay,
    begin: (object) => {
      const before = trainings.get(object);
      if (before !== undefined && isUnderWay(object)) return before.answer;
      const training: Training = {
        answer: { object, ...NOT_BEGUN },
        abort: new AbortController(),
      };
      trainings.delete(object);
      trainings.set(object, training);
      tell(training, {});
      last = last.then(() => run(training));
      return training.answer;
    },
    cancel: (object) => {
      const training = trainings.get(object);
      if (training === undefined || !isUnderWay(object)) return false;
      training.abort.abort();
      tell(training, { state: 'cancelled', secondsLeft: null, message: '' });
      return true;
    },
    ended: () => last,
  };
}

const NOT_BEGUN = {
  state: 'waiting',
  epoch: 0,
  epochs: 0,
  loss: null,
  secondsLeft: null,
  message: '',
} as const;

const FAULT = 'Something went wrong that should not. The terminal of the studio says more.';
