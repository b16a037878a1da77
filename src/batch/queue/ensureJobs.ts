import type { FlowProducer, Job, Queue } from 'bullmq';
import type { QueueEngine } from './openEngine.js';
import { BATCHES_QUEUE, type BatchJob, workQueue } from './queueJobs.js';

/** A job that a batch is cut into. */
export interface PartJob {
  /** Equal for equal work. */
  readonly id: string;
  readonly name: string;
  readonly data: object;
  /** Photos, objects or stretches. */
  readonly size: number;
  readonly attempts: number;
}

/** The queues that a batch lies in. */
export interface BatchQueues {
  readonly batches: Queue;
  readonly work: Queue;
  readonly flows: FlowProducer;
}

export async function openBatchQueues(
  engine: QueueEngine,
  requires: BatchJob['requires'],
): Promise<BatchQueues> {
  return {
    batches: await engine.openQueue(BATCHES_QUEUE),
    work: await engine.openQueue(workQueue(requires)),
    flows: await engine.openFlows(),
  };
}

export interface EnsureOptions {
  readonly queues: BatchQueues;
  readonly batch: Omit<BatchJob, 'handedOut'>;
  /** The parts that have no result yet. */
  readonly open: readonly PartJob[];
  /** Photos, objects or stretches that lack a result too and are not among these parts yet; 0 if left out. */
  readonly toCome?: number;
  /** Ids of the parts that have ended by now, which their jobs may have done a moment ago. */
  readonly ended: () => Promise<ReadonlySet<string>>;
  /** Called with a part that failed for good, and why; it is then no longer open. Without it such a part is tried again. */
  readonly giveUp?: (id: string, reason: string) => Promise<void>;
  /** Whether each job is asked for by itself, also those that the batch's own job says it waits for. */
  readonly isThorough?: boolean;
}

/** Jobs that are asked for, or added, at a time, and children of a batch that are listed at a time. */
const PAGE = 1000;

/**
 * Makes sure that a job waits, or is under way, for each part that is open, as children of the batch's own job.
 * Whatever the queue knows already is left as it is.
 *
 * The batch's own job lists the children that it waits for: in a batch of 10,000 jobs a look is some ten requests, and
 * only those jobs are asked for one by one that it does not list.
 *
 * @returns whether the queue was looked at; false where a worker is just about to end the batch's own job, which passes in a moment
 */
export async function ensureJobs(options: EnsureOptions): Promise<boolean> {
  const { queues, batch, open, toCome = 0, ended, giveUp, isThorough = false } = options;
  const parent: Job | undefined = await queues.batches.getJob(batch.batch);
  const state = await parent?.getState();
  // A worker is just about to end it.
  if (state === 'active') return false;
  const isWaiting = parent !== undefined && state === 'waiting-children';
  const awaited = isWaiting && !isThorough ? await awaitedChildren(parent) : new Set();
  const asked = open.filter(({ id }) => !awaited.has(id));
  const lacking: PartJob[] = [];
  for (const { part, failed } of await withoutJob(asked, queues.work)) {
    const isGivenUp = failed !== undefined && giveUp !== undefined;
    // Its job is removed after that: one that could not be given up, since the store is away, is still known as failed at the next look.
    if (isGivenUp) await giveUp(part.id, failed.failedReason ?? 'its job failed');
    else lacking.push(part);
    await failed?.remove();
  }
  const gone = lacking.length > 0 ? await ended() : new Set();
  const absent = lacking.filter(({ id }) => !gone.has(id));
  if (absent.length === 0) return true;
  if (isWaiting) {
    const ofBatch = { id: batch.batch, queue: queues.batches.qualifiedName };
    const jobs = absent.map((part) => {
      const { name, data, opts } = childJob(part, batch);
      return { name, data, opts: { ...opts, parent: ofBatch } };
    });
    for (const page of pagesOf(jobs)) await queues.work.addBulk(page);
    return true;
  }
  await parent?.remove();
  const handedOut = absent.reduce((sum, { size }) => sum + size, toCome);
  await queues.flows.add({
    name: 'batch',
    queueName: BATCHES_QUEUE,
    data: { ...batch, handedOut },
    opts: { jobId: batch.batch, removeOnComplete: KEPT, removeOnFail: KEPT },
    children: absent.map((part) => childJob(part, batch)),
  });
  return true;
}

/** Ids of the jobs that the job of a batch waits for. */
export async function awaitedChildren(parent: Job): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  let cursor = 0;
  do {
    const { unprocessed = [], nextUnprocessedCursor = 0 } = await parent.getDependencies({
      unprocessed: { cursor, count: PAGE },
    });
    // A key ends in the job's own id.
    for (const key of unprocessed) ids.add(key.split(':').at(-1) ?? '');
    cursor = Number(nextUnprocessedCursor);
  } while (cursor !== 0);
  return ids;
}

/** Those parts that have no job, or one that failed; many are asked for at a time. */
async function withoutJob(
  parts: readonly PartJob[],
  work: Queue,
): Promise<readonly { readonly part: PartJob; readonly failed: Job | undefined }[]> {
  const found: { readonly part: PartJob; readonly failed: Job | undefined }[] = [];
  for (const page of pagesOf(parts)) {
    const jobs = await Promise.all(
      page.map(async (part) => {
        const job: Job | undefined = await work.getJob(part.id);
        return { part, failed: job, isWell: job !== undefined && !(await job.isFailed()) };
      }),
    );
    found.push(...jobs.filter(({ isWell }) => !isWell));
  }
  return found;
}

function pagesOf<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / PAGE) }, (_, i) =>
    items.slice(i * PAGE, (i + 1) * PAGE),
  );
}

/** How long a batch that has ended is shown. */
const KEPT = { age: 24 * 3600 };

function childJob({ id, name, data, attempts }: PartJob, { requires }: EnsureOptions['batch']) {
  return {
    name,
    queueName: workQueue(requires),
    data,
    opts: {
      jobId: id,
      attempts,
      backoff: { type: 'fixed', delay: 1000 },
      removeOnComplete: true,
      ignoreDependencyOnFailure: true,
      stackTraceLimit: 1,
    },
  };
}
