import type { BatchPhoto, Result } from './batch.js';
import type { Chunk } from './planBatch.js';
import { type ChunkOptions, runChunk } from './runChunk.js';
import { MOST_TRIES } from './store/tries.js';

export interface RunHereOptions extends Omit<ChunkOptions, 'onResult'> {
  /** Called once with each photo; no further chunk is begun until all of a chunk are awaited. */
  readonly onResult?: (photo: BatchPhoto, result: Result) => void | Promise<void>;
}

/**
 * Runs the jobs of a batch in this process, one after another. What was finished by an earlier run, however it ended, is found in the
 * store and only told.
 *
 * @throws MirrorError as `runChunk` does, and what `onResult` throws; a next run goes on where this one stopped
 */
export async function runHere(
  chunks: readonly Chunk[],
  { onResult = () => {}, ...options }: RunHereOptions,
): Promise<void> {
  for (const { photos } of chunks) {
    const told = new Map<BatchPhoto, Promise<void>>();
    const tellOnce = (photo: BatchPhoto, result: Result) => {
      if (told.has(photo)) return;
      const telling = (async () => onResult(photo, result))();
      // It is awaited once the chunk has ended; where that fails, its own error is thrown.
      telling.catch(() => {});
      told.set(photo, telling);
    };
    // Each pass that leaves a photo unfinished has added a try to it.
    for (let pass = 0; pass < MOST_TRIES; pass++) {
      if ((await runChunk(photos, { ...options, onResult: tellOnce })) === undefined) break;
    }
    await Promise.all(told.values());
  }
}
