import { join } from 'node:path';
import type { BatchPhoto, Result } from '../../batch/batch.js';
import { openStoredCollection } from '../../batch/collections/openStoredCollection.js';
import { type Chunk, chunksOf } from '../../batch/planBatch.js';
import { handOut } from '../../batch/queue/handOut.js';
import type { QueueEngine } from '../../batch/queue/openEngine.js';
import { runHere } from '../../batch/runHere.js';
import { isS3Address } from '../../batch/s3/s3Address.js';
import type { BatchStore } from '../../batch/store/batchStore.js';
import type { CommandContext } from '../context.js';
import { withDetector } from '../options/detector.js';
import { count } from '../report/format.js';
import { showBatchProgress } from './batchProgress.js';
import type { BatchCounts, BatchRecords } from './batchRecords.js';
import { collectionCache } from './collectionCache.js';
import { mirrorBatchPhotos } from './mirrorBatchPhotos.js';
import type { OpenedBatch } from './openBatch.js';

export interface ComputeOptions {
  readonly store: BatchStore;
  /** Threads that look, of this process. */
  readonly jobs: number;
  readonly context: CommandContext;
  readonly records: BatchRecords;
  /** What hands the chunks out; without it this process runs them. */
  readonly engine?: QueueEngine | undefined;
}

/**
 * Has those chunks run that lack results, and shows how far they are.
 *
 * @throws MirrorError as `runHere` does
 */
export async function computeLacking(
  { batch, inBatch, known }: OpenedBatch,
  { records, ...options }: ComputeOptions,
): Promise<void> {
  const isLacking = ({ key }: BatchPhoto) => !known.has(key);
  const chunks = chunksOf(batch).filter(({ photos }) => photos.some(isLacking));
  if (chunks.length === 0) return;
  const indices = new Map(inBatch.map((photo, index) => [photo, index]));
  const before = records.counts();
  const progress = showBatchProgress(options.context.terminal, {
    total: before.photos,
    known: finished(before),
    now: () => performance.now(),
  });
  const onResult = async (photo: BatchPhoto, result: Result) => {
    const index = indices.get(photo);
    const isNew = index !== undefined && isLacking(photo);
    const kept = isNew ? records.add(index, result, { isKnown: false }) : undefined;
    const counts = records.counts();
    progress.update(finished(counts), counts.failed);
    await kept;
  };
  progress.update(finished(before), before.failed);
  const run = options.engine === undefined ? runInThisProcess : handOutToWorkers;
  await run(chunks, { ...options, batch, onResult }).finally(progress.end);
}

type RunOptions = Omit<ComputeOptions, 'records'> & {
  readonly batch: OpenedBatch['batch'];
  readonly onResult: (photo: BatchPhoto, result: Result) => Promise<void>;
};

async function runInThisProcess(
  chunks: readonly Chunk[],
  { batch, jobs, store, context, onResult }: RunOptions,
): Promise<void> {
  const { signal, terminal } = context;
  // The one line of progress stands for all that a mirror says.
  const silent = { ...context, terminal: { ...terminal, note: () => {}, showStatus: () => {} } };
  // The collection as it was when the batch began: a training meanwhile is another batch.
  const { address } = store;
  const cache = isS3Address(address) ? collectionCache(context.env) : join(address, 'collections');
  const collection = await openStoredCollection(store, { hash: batch.collection, cache, signal });
  const { settings } = batch;
  await withDetector(context, jobs, (detector) => {
    const mirror = mirrorBatchPhotos({ context: silent, detector, collection, settings, jobs });
    return runHere(chunks, { store, mirror, signal, onResult });
  });
}

async function handOutToWorkers(
  chunks: readonly Chunk[],
  { engine, batch, store, context, onResult }: RunOptions,
): Promise<void> {
  const { signal, terminal } = context;
  if (engine === undefined) return;
  const photos = chunks.reduce((sum, chunk) => sum + chunk.photos.length, 0);
  const onHandedOut = () =>
    terminal.note(
      `${count(photos, 'photo')} handed out at ${engine.address.text} in ${count(chunks.length, 'job')}. Ctrl-C leaves them to the workers.`,
    );
  const notes = { onHandedOut, onNote: terminal.note, now: () => performance.now() };
  await handOut(engine, chunks, { store, batch, signal, onResult, ...notes });
}

function finished({ done, unanswered, failed }: BatchCounts): number {
  return done + unanswered + failed;
}
