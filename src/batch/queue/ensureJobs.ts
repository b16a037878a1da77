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
}

/**
 * Makes sure that a job waits, or is under way, for each part that is open, as children of the batch's own job. Whatever the queue knows already
 * is left as it is.
 */
export async function ensureJobs(options: EnsureOptions): Promise<void> {
  const { queues, batch, open, toCome = 0, ended, giveUp } = options;
  const parent: Job | undefined = await queues.batches.getJob(batch.batch);
  const state = await parent?.getState();
  // A worker is just about to end it.
  if (state === 'active') return;
  const lacking: PartJob[] = [];
  for (const part of open) {
    const job = await queues.work.getJob(part.id);
    if (job !== undefined && !(await job.isFailed())) continue;
    await job?.remove();
    if (job !== undefined && giveUp !== undefined) {
      await giveUp(part.id, job.failedReason ?? 'its job failed');
    } else lacking.push(part);
  }
  const gone = lacking.length > 0 ? await ended() : new Set();
  const absent = lacking.filter(({ id }) => !gone.has(id));
  if (absent.length === 0) return;
  if (state === 'waiting-children') {
    const queue = queues.batches.qualifiedName;
    for (const part of absent) {
      const { name, data, opts } = childJob(part, batch);
      await queues.work.add(name, data, { ...opts, parent: { id: batch.batch, queue } });
    }
    return;
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
