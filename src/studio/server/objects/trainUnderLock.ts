import { acquireTrainingLock } from '../../../collection/decoders/writeDecoder.js';
import { count } from '../../../format.js';
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

/**
 * Trains an object as the command line does: under its lock, and not again where another process did meanwhile.
 *
 * @returns what came of it, for a person
 * @throws MirrorError as `trainOne` does, `usage` for an object that is not there any more, `aborted` when a signal fires
 */
export async function trainUnderLock(
  name: string,
  {
    collection,
    backend,
    signal,
    end,
    onWaiting,
    onBegin,
    onProgress,
  }: {
    readonly collection: () => Promise<Collection>;
    readonly backend: BackendName | undefined;
    readonly signal: AbortSignal;
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

/** What is said while another process trains the object. */
export function waitingLine({ pid, host }: LockOwner): string {
  const where = host === undefined ? '' : ` on ${host}`;
  return `Another mirror (process ${pid}${where}) is training it; this training begins when that one has ended.`;
}

function notThere(name: string): MirrorError {
  return new MirrorError(
    'usage',
    `Expected an object that is there but ${name} was renamed or removed meanwhile. Train it under its name of now.`,
  );
}
