import { setTimeout } from 'node:timers/promises';
import type { FlowProducer, Job, Queue } from 'bullmq';
import { throwIfAborted } from '../../errors.js';
import type { Batch, BatchPhoto, Result } from '../batch.js';
import type { Chunk } from '../planBatch.js';
import { doneChunks, writeBatchFiles } from '../store/batchFiles.js';
import { readResult } from '../store/results.js';
import { BATCHES_QUEUE, type BatchJob, chunkJobId, chunksQueue } from './chunkJobs.js';
import type { QueueEngine } from './openEngine.js';

export interface HandOutOptions {
  readonly store: string;
  readonly batch: Batch;
  readonly signal: AbortSignal;
  /** Called once with each photo of the chunks. */
  readonly onResult: (photo: BatchPhoto, result: Result) => void;
}

/** Between two looks into the store, and between two at the queue. */
const LOOK_MILLISECONDS = { store: 500, queue: 3000 };

/**
 * Has workers run chunks, and gathers their results from the store until all are there. Whatever the queue forgets, such as
 * a Redis without a file on the disk that is started again, is handed out again; so is what a submitter that was killed had not yet handed out.
 *
 * @throws MirrorError `aborted` when the signal fires: the workers go on; `environment` if the store cannot be written
 */
export async function handOut(
  engine: QueueEngine,
  chunks: readonly Chunk[],
  { store, batch, signal, onResult }: HandOutOptions,
): Promise<void> {
  await writeBatchFiles(store, { batch, chunks });
  const open = new Map(chunks.map((chunk) => [chunk.number, chunk]));
  const queues = {
    batches: await engine.openQueue(BATCHES_QUEUE),
    chunks: await engine.openQueue(chunksQueue(batch.requires)),
    flows: await engine.openFlows(),
  };
  const gather = async () => {
    for (const number of await doneChunks(store, batch.id)) {
      const chunk = open.get(number);
      if (chunk === undefined) continue;
      const results = await Promise.all(chunk.photos.map(({ key }) => readResult(store, key)));
      // One that was taken away meanwhile is computed again.
      if (results.includes(undefined)) continue;
      open.delete(number);
      for (const [index, photo] of chunk.photos.entries())
        onResult(photo, results[index] as Result);
    }
  };
  const giveUp = async (chunk: Chunk, reason: string) => {
    open.delete(chunk.number);
    for (const photo of chunk.photos) {
      onResult(photo, (await readResult(store, photo.key)) ?? givenUp(reason));
    }
  };
  const missing = { store, batch, open, queues };
  // A job that failed in an earlier call is tried again.
  await handOutMissing({ ...missing, giveUp: async () => {} });
  let looking: Promise<void> | undefined;
  let fault: unknown;
  for (let waited = 0; open.size > 0; waited += LOOK_MILLISECONDS.store) {
    await setTimeout(LOOK_MILLISECONDS.store, undefined, { signal }).catch(() => {});
    throwIfAborted(signal);
    if (fault !== undefined) throw fault;
    await gather();
    // Never awaited: while the server is away, what workers have finished is gathered all the same.
    if (looking !== undefined || waited % LOOK_MILLISECONDS.queue !== 0) continue;
    looking = handOutMissing({ ...missing, giveUp })
      .catch((error) => {
        if (!isConnectionTrouble(error)) fault = error;
      })
      .finally(() => {
        looking = undefined;
      });
  }
}

interface Missing {
  readonly store: string;
  readonly batch: Batch;
  readonly open: ReadonlyMap<number, Chunk>;
  readonly queues: {
    readonly batches: Queue;
    readonly chunks: Queue;
    readonly flows: FlowProducer;
  };
  readonly giveUp: (chunk: Chunk, reason: string) => Promise<void>;
}

/** Makes sure that a job waits, or is under way, for each chunk that is open. */
async function handOutMissing(missing: Missing): Promise<void> {
  const { batch, open, queues, giveUp } = missing;
  const parent: Job | undefined = await queues.batches.getJob(batch.id);
  const state = await parent?.getState();
  // A worker is just about to end it.
  if (state === 'active') return;
  const lacking: Chunk[] = [];
  for (const chunk of [...open.values()]) {
    const job = await queues.chunks.getJob(chunkJobId({ batch: batch.id, chunk: chunk.number }));
    if (job === undefined) {
      lacking.push(chunk);
    } else if (await job.isFailed()) {
      await job.remove();
      await giveUp(chunk, job.failedReason ?? 'its job failed');
      lacking.push(chunk);
    }
  }
  // A job that ended in the moment between is gathered by its file in the store.
  const done = lacking.length > 0 ? await doneChunks(missing.store, batch.id) : new Set();
  const absent = lacking.filter(({ number }) => open.has(number) && !done.has(number));
  if (absent.length === 0) return;
  if (state === 'waiting-children') {
    const queue = queues.batches.qualifiedName;
    for (const chunk of absent) {
      const { name, data, opts } = chunkJob(chunk, missing);
      await queues.chunks.add(name, data, { ...opts, parent: { id: batch.id, queue } });
    }
    return;
  }
  await parent?.remove();
  const data: BatchJob = {
    store: missing.store,
    batch: batch.id,
    requires: batch.requires,
    photos: batch.photos.length,
    handedOut: absent.reduce((sum, { photos }) => sum + photos.length, 0),
  };
  await queues.flows.add({
    name: 'batch',
    queueName: BATCHES_QUEUE,
    data,
    opts: { jobId: batch.id, removeOnComplete: KEPT, removeOnFail: KEPT },
    children: absent.map((chunk) => chunkJob(chunk, missing)),
  });
}

/** How long a batch that has ended is shown. */
const KEPT = { age: 24 * 3600 };

function chunkJob({ number, photos }: Chunk, { store, batch }: Missing) {
  return {
    name: 'photos',
    queueName: chunksQueue(batch.requires),
    data: { store, batch: batch.id, chunk: number },
    opts: {
      jobId: chunkJobId({ batch: batch.id, chunk: number }),
      // Each attempt that ends without a result has added a try to a photo, or ended its worker.
      attempts: 3 * photos.length + 10,
      backoff: { type: 'fixed', delay: 1000 },
      removeOnComplete: true,
      ignoreDependencyOnFailure: true,
      stackTraceLimit: 1,
    },
  };
}

function givenUp(message: string): Result {
  return { state: 'failed', code: 'environment', message, tries: 1, isFinal: false };
}

/** Whatever BullMQ or a driver says while the server is away; a MirrorError is ours. */
function isConnectionTrouble(error: unknown): boolean {
  return !(error instanceof Error && error.name === 'MirrorError');
}
