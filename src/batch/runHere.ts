import type { BatchPhoto, Result } from './batch.js';
import type { Chunk } from './planBatch.js';
import { type ChunkOptions, runChunk } from './runChunk.js';
import { MOST_TRIES } from './store/tries.js';

/**
 * Runs the jobs of a batch in this process, one after another. What was finished by an earlier run, however it ended, is found in the
 * store and only told.
 *
 * @param options.onResult called once with each photo
 * @throws MirrorError as `runChunk` does; a next run goes on where this one stopped
 */
export async function runHere(
  chunks: readonly Chunk[],
  { onResult = () => {}, ...options }: ChunkOptions,
): Promise<void> {
  for (const { photos } of chunks) {
    const told = new Set<BatchPhoto>();
    const tellOnce = (photo: BatchPhoto, result: Result) => {
      if (told.has(photo)) return;
      told.add(photo);
      onResult(photo, result);
    };
    // Each pass that leaves a photo unfinished has added a try to it.
    for (let pass = 0; pass < MOST_TRIES; pass++) {
      if ((await runChunk(photos, { ...options, onResult: tellOnce })) === undefined) break;
    }
  }
}
