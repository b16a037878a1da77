import type { Batch, BatchPhoto, Result } from '../batch.js';
import type { Chunk } from '../planBatch.js';
import { doneChunks, unmarkDone, writeBatchFiles } from '../store/batchFiles.js';
import type { BatchStore } from '../store/batchStore.js';
import { readResult } from '../store/results.js';
import { ensureJobs, openBatchQueues, type PartJob } from './ensureJobs.js';
import type { QueueEngine } from './openEngine.js';
import { chunkJobId, JOB_NAMES } from './queueJobs.js';
import { type GatherOptions, type Look, untilGathered } from './untilGathered.js';

export interface HandOutOptions extends GatherOptions {
  readonly store: BatchStore;
  readonly batch: Batch;
  readonly signal: AbortSignal;
  /** Called once with each photo of the chunks, and awaited. */
  readonly onResult: (photo: BatchPhoto, result: Result) => void | Promise<void>;
}

/**
 * Has workers run chunks, and gathers their results from the store until all are there. Whatever the queue forgets,
 * such as a Redis without a file on the disk that is started again, is handed out again; so is what a submitter that
 * was killed had not yet handed out.
 *
 * @throws MirrorError `aborted` when the signal fires: the workers go on; `environment` if the store cannot be written
 */
export async function handOut(
  engine: QueueEngine,
  chunks: readonly Chunk[],
  { store, batch, signal, onResult, ...notes }: HandOutOptions,
): Promise<void> {
  const { id, requires, photos } = batch;
  await writeBatchFiles(store, { batch, chunks, signal });
  const open = new Map(chunks.map((chunk) => [chunkIdOf(chunk.number), chunk]));
  function chunkIdOf(chunk: number): string {
    return chunkJobId({ batch: id, chunk });
  }
  const ended = async () =>
    new Set([...(await doneChunks(store, id))].map((number) => chunkIdOf(number)));
  const gather = async () => {
    for (const jobId of await ended()) {
      const chunk = open.get(jobId);
      if (chunk === undefined) continue;
      const results = await Promise.all(chunk.photos.map(({ key }) => readResult(store, key)));
      // One that was taken away meanwhile is computed again: a chunk that counts as done would not be handed out.
      if (results.includes(undefined)) {
        await unmarkDone(store, { batch: id, chunk: chunk.number });
        continue;
      }
      open.delete(jobId);
      for (const [i, photo] of chunk.photos.entries()) await onResult(photo, results[i] as Result);
    }
  };
  let givingUp = 0;
  const giveUp = async (jobId: string, reason: string) => {
    const { photos: left = [] } = open.get(jobId) ?? {};
    givingUp += 1;
    try {
      // Read before anything is told: where the store is away, the job stays open, and is given up at the next look.
      const results = await Promise.all(left.map(({ key }) => readResult(store, key)));
      if (!open.delete(jobId)) return;
      for (const [i, photo] of left.entries()) await onResult(photo, results[i] ?? givenUp(reason));
    } finally {
      givingUp -= 1;
    }
  };
  const queues = await openBatchQueues(engine, requires);
  const ensure = ({ isFirst, isThorough }: Look) =>
    ensureJobs({
      queues,
      batch: { batch: id, unit: 'photo', requires, total: photos.length },
      open: [...open].map(([jobId, chunk]) =>
        partJob(jobId, chunk, { store: store.address, batch: id }),
      ),
      ended,
      isThorough,
      // A job that failed in an earlier call is tried again.
      ...(!isFirst && { giveUp }),
    });
  await untilGathered({
    ...{ ensure, gather, isGathered: () => open.size === 0 && givingUp === 0, signal, ...notes },
    ...{ work: queues.work, address: engine.address },
    gatherMilliseconds: store.pollMilliseconds,
  });
}

function partJob(
  id: string,
  { number, photos }: Chunk,
  where: { readonly store: string; readonly batch: string },
): PartJob {
  return {
    id,
    name: JOB_NAMES.chunk,
    data: { ...where, chunk: number },
    size: photos.length,
    // Each attempt that ends without a result has added a try to a photo, or ended its worker.
    attempts: 3 * photos.length + 10,
  };
}

function givenUp(message: string): Result {
  return { state: 'failed', code: 'environment', message, tries: 1, isFinal: false };
}
