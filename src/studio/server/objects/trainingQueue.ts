import { acquireTrainingLock } from '../../../collection/decoders/writeDecoder.js';
import { count } from '../../../figures.js';
import {
  type BackendName,
  type Collection,
  type LockOwner,
  MirrorError,
  type TrainProgress,
  trainingState,
} from '../../../index.js';
import { trainInWorker } from '../../../workers/trainInWorker.js';
import type { TrainedObject } from '../../../workers/trainOne.js';
import type { TrainingAnswer } from '../../protocol/objects.js';
import type { EventHub } from '../eventHub.js';
import type { CollectionChanges } from './collectionChanges.js';

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
    const startMs = now();
    let toldMs = Number.NEGATIVE_INFINITY;
    return ({ epoch, epochs, loss }: TrainProgress) => {
      const nowMs = now();
      const secondsLeft = (((nowMs - startMs) / epoch) * (epochs - epoch)) / 1000;
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
      const message = await train(name, {
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

/**
 * Trains an object as the command line does: under its lock, and not again where another process did meanwhile.
 *
 * @returns what came of it, for a person
 */
async function train(
  name: string,
  {
    collection,
    backend,
    signal,
    end,
    onWaiting,
    onBegin,
    onProgress,
  }: Pick<TrainingQueueTools, 'collection' | 'backend' | 'signal'> & {
    /** Fires when the server ends: then the thread, which may be long in coming to that, is not waited for. */
    readonly end: AbortSignal;
    readonly onWaiting: (owner: LockOwner) => void;
    readonly onBegin: () => void;
    readonly onProgress: (progress: TrainProgress) => void;
  },
): Promise<string> {
  if (signal.aborted) throw new MirrorError('aborted', 'Cancelled before it began.');
  const { objects } = await collection();
  // It may have been renamed or removed while it waited.
  const object = objects.find((each) => each.name === name);
  if (object === undefined) throw notThere(name);
  const lock = await acquireTrainingLock(object, { signal, onWaiting });
  const settled = new AbortController();
  const ended = new Promise<never>((_, reject) => {
    const stop = () => reject(new MirrorError('aborted', 'The studio has ended.'));
    end.addEventListener('abort', stop, { once: true, signal: settled.signal });
  });
  // It may fire before the race below has begun.
  ended.catch(() => {});
  try {
    if (lock.waited && (await trainingState(object)).state === 'trained') {
      return 'It was trained meanwhile.';
    }
    onBegin();
    const watch = { signal: AbortSignal.any([signal, lock.lost]), onProgress };
    const trained = trainInWorker({ object, backend, lock: lock.owned }, watch);
    return learned(await Promise.race([trained, ended]));
  } catch (error) {
    throw lock.lost.aborted ? lock.lost.reason : error;
  } finally {
    settled.abort();
    // Without it, a thread that still runs writes nothing more.
    await lock.release();
  }
}

function learned({ takes, skipped }: TrainedObject): string {
  return [`Learned ${count(takes.length, 'take')}.`, ...skipped].join(' ');
}

function waitingLine({ pid, host }: LockOwner): string {
  const where = host === undefined ? '' : ` on ${host}`;
  return `Another mirror (process ${pid}${where}) is training it; this training begins when that one has ended.`;
}

function notThere(name: string): MirrorError {
  return new MirrorError(
    'usage',
    `Expected an object that is there but ${name} was renamed or removed meanwhile. Train it under its name of now.`,
  );
}
