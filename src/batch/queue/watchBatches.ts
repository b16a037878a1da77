import type { Job, Queue } from 'bullmq';
import {
  BATCHES_QUEUE,
  type BatchJob,
  type ChunkCounts,
  type ChunkJob,
  chunksQueue,
} from './chunkJobs.js';
import type { QueueEngine } from './openEngine.js';

/** How far a batch is, as the queue knows it. */
export interface BatchStatus extends ChunkCounts {
  readonly batch: string;
  /** The folder of `--out`'s store. */
  readonly store: string;
  readonly photos: number;
  /** Whether all its chunks have ended. */
  readonly isEnded: boolean;
  /** Workers that may work for it. */
  readonly workers: number;
}

/** Children of a batch that are read at a time. */
const PAGE = 1000;

/**
 * The batches that are under way or ended within a day. What they had finished before they were handed out counts as done.
 *
 * @throws what BullMQ throws if the server does not answer
 */
export async function watchBatches(engine: QueueEngine): Promise<() => Promise<BatchStatus[]>> {
  const batches = await engine.openQueue(BATCHES_QUEUE);
  const queues = new Map<string, Queue>();
  return async () => {
    const jobs: Job<BatchJob>[] = await batches.getJobs(
      ['waiting-children', 'waiting', 'active', 'completed'],
      0,
      -1,
      true,
    );
    const statuses: BatchStatus[] = [];
    for (const job of jobs.filter((each) => each?.data?.requires !== undefined)) {
      const { store, batch, requires, photos, handedOut } = job.data;
      const name = chunksQueue(requires);
      const queue = queues.get(name) ?? (await engine.openQueue(name));
      queues.set(name, queue);
      const ended = await endedChunks(job);
      const underWay = await chunksUnderWay(queue, batch);
      const before = { done: photos - handedOut, unanswered: 0, failed: 0 };
      statuses.push({
        ...{ batch, store, photos },
        ...sumCounts([before, ...ended, ...underWay]),
        isEnded: (await job.getState()) !== 'waiting-children',
        workers: await queue.getWorkersCount(),
      });
    }
    return statuses;
  };
}

async function endedChunks(job: Job<BatchJob>): Promise<ChunkCounts[]> {
  const counts: ChunkCounts[] = [];
  let cursor = 0;
  do {
    const { processed = {}, nextProcessedCursor = 0 } = await job.getDependencies({
      processed: { cursor, count: PAGE },
    });
    counts.push(...(Object.values(processed) as ChunkCounts[]));
    cursor = Number(nextProcessedCursor);
  } while (cursor !== 0);
  return counts;
}

async function chunksUnderWay(queue: Queue, batch: string): Promise<ChunkCounts[]> {
  const jobs: Job<ChunkJob>[] = await queue.getActive();
  return jobs
    .filter((job) => job?.data?.batch === batch)
    .map(({ progress }) => progress)
    .filter((progress): progress is Record<keyof ChunkCounts, number> => isCounts(progress));
}

function isCounts(progress: unknown): boolean {
  return typeof progress === 'object' && progress !== null && 'done' in progress;
}

function sumCounts(counts: readonly ChunkCounts[]): ChunkCounts {
  const sum = { done: 0, unanswered: 0, failed: 0 };
  for (const each of counts) {
    sum.done += each.done ?? 0;
    sum.unanswered += each.unanswered ?? 0;
    sum.failed += each.failed ?? 0;
  }
  return sum;
}
