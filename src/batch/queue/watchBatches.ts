import type { Job, Queue } from 'bullmq';
import type { QueueEngine } from './openEngine.js';
import { BATCHES_QUEUE, type BatchJob, type JobCounts, workQueue } from './queueJobs.js';

/** How far a batch is, as the queue knows it. */
export interface BatchStatus extends JobCounts {
  readonly batch: string;
  readonly unit: BatchJob['unit'];
  /** Photos, objects or stretches. */
  readonly total: number;
  /** Whether all its jobs have ended. */
  readonly isEnded: boolean;
  /** Workers that may work for it. */
  readonly workers: number;
  /** Jobs of it that workers are at. */
  readonly jobsUnderWay: number;
  /** Of all that is finished, what was finished before it was handed out. */
  readonly before: number;
  /** When it was handed out, in milliseconds since 1970. */
  readonly handedOutAt: number;
  /** When a worker last finished something, by the worker's clock; undefined if none has. */
  readonly lastAt: number | undefined;
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
      const { batch, unit, requires, total, handedOut } = job.data;
      const name = workQueue(requires);
      const queue = queues.get(name) ?? (await engine.openQueue(name));
      queues.set(name, queue);
      const ended = await endedJobs(job);
      const underWay = await jobsUnderWay(queue, batch);
      const former = { done: total - handedOut, unanswered: 0, failed: 0 };
      const counts = [...ended, ...underWay.flatMap((counts) => counts ?? [])];
      statuses.push({
        ...{ batch, unit, total },
        ...sumCounts([former, ...counts]),
        before: former.done,
        handedOutAt: job.timestamp,
        lastAt: counts.reduce<number | undefined>(
          (last, { at }) => (at === undefined ? last : Math.max(last ?? 0, at)),
          undefined,
        ),
        jobsUnderWay: underWay.length,
        isEnded: (await job.getState()) !== 'waiting-children',
        workers: await queue.getWorkersCount(),
      });
    }
    return statuses;
  };
}

async function endedJobs(job: Job<BatchJob>): Promise<JobCounts[]> {
  const counts: JobCounts[] = [];
  let cursor = 0;
  do {
    const { processed = {}, nextProcessedCursor = 0 } = await job.getDependencies({
      processed: { cursor, count: PAGE },
    });
    counts.push(...(Object.values(processed) as JobCounts[]));
    cursor = Number(nextProcessedCursor);
  } while (cursor !== 0);
  return counts;
}

/** What the jobs that workers are at have finished so far; undefined for one that has not said yet. */
async function jobsUnderWay(queue: Queue, batch: string): Promise<(JobCounts | undefined)[]> {
  const jobs: Job<{ readonly batch?: string }>[] = await queue.getActive();
  return jobs
    .filter((job) => job?.data?.batch === batch)
    .map(({ progress }) => (isCounts(progress) ? progress : undefined));
}

function isCounts(progress: unknown): progress is JobCounts {
  return typeof progress === 'object' && progress !== null && 'done' in progress;
}

function sumCounts(counts: readonly JobCounts[]): Omit<JobCounts, 'at'> {
  const sum = { done: 0, unanswered: 0, failed: 0 };
  for (const each of counts) {
    sum.done += each.done ?? 0;
    sum.unanswered += each.unanswered ?? 0;
    sum.failed += each.failed ?? 0;
  }
  return sum;
}
