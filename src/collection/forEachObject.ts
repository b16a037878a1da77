import { MirrorError } from '../errors.js';
import { yieldToEventLoop } from '../yieldToEventLoop.js';
import type { SoundObject } from './soundObject.js';

/** How far some work on objects has come. */
export interface ObjectProgress {
  /** The object that comes next. */
  readonly object: string;
  /** Objects that are done. */
  readonly done: number;
  readonly total: number;
}

/**
 * Does some work on objects, one after another.
 *
 * @throws MirrorError `aborted` when the signal fires, and whatever the work throws
 */
export async function forEachObject(
  objects: readonly SoundObject[],
  options: {
    readonly signal?: AbortSignal | undefined;
    readonly onProgress?: (progress: ObjectProgress) => void;
  },
  work: (object: SoundObject) => Promise<void>,
): Promise<void> {
  const { signal, onProgress } = options;
  for (const [done, object] of objects.entries()) {
    onProgress?.({ object: object.name, done, total: objects.length });
    await yieldToEventLoop(signal);
    await work(object);
  }
}

/** What was promised, or the error if it is one of ours that concerns this object alone. */
export async function orError<Value>(promise: Promise<Value>): Promise<Value | MirrorError> {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof MirrorError && error.code !== 'aborted') return error;
    throw error;
  }
}
