import { setTimeout } from 'node:timers/promises';
import type { Job, Queue } from 'bullmq';
import { MirrorError, throwIfAborted } from '../../errors.js';
import type { Requirements } from '../batch.js';
import { programFingerprint, refusalOf } from '../requirements.js';
import { followQueue } from './followQueue.js';
import type { QueueEngine } from './openEngine.js';
import { BATCHES_QUEUE, type BatchJob, type JobCounts, workQueue } from './queueJobs.js';

export interface ServeOptions {
  /** The script of the sandboxed processor; it exports what `jobProcessor` makes. */
  readonly processor: URL;
  /** Processes that each do a job at a time. */
  readonly jobs: number;
  /** What this machine has. */
  readonly own: Requirements;
  readonly signal: AbortSignal;
  /** Called once the worker waits for jobs. */
  readonly onReady: () => void;
  readonly onJob: (data: object, counts: JobCounts) => void;
  /** One line on what went wrong and is tried again. */
  readonly onNote: (line: string) => void;
}

/** A worker that says nothing for so long has lost its job to another one. */
const LOCK_MILLISECONDS = 15_000;

/** Between two looks at what batches there are. */
const LOOK_MILLISECONDS = 10_000;

/**
 * Takes part in the batches of a queue until the signal fires.
 *
 * @throws MirrorError `environment` if the batches there are need another machine than this one, or if a job shows that this machine
 *   cannot work: its disk is full, the shared folder is not there. The job is left to others.
 */
export async function serveQueue(engine: QueueEngine, options: ServeOptions): Promise<void> {
  const { processor, jobs, own, signal, onReady, onJob, onNote } = options;
  const batches = await engine.openQueue(BATCHES_QUEUE);
  const refused = new Set<string>();
  const fingerprint = programFingerprint(own);
  const look = async ({ isFirst }: { readonly isFirst: boolean }) => {
    const open = await openBatches(batches);
    const mine = open.filter(({ requires }) => programFingerprint(requires) === fingerprint);
    for (const { batch, requires } of open) {
      const refusal = refusalOf(requires, own);
      if (refusal === undefined || refused.has(batch)) continue;
      const name = batch.slice(0, 12);
      const line = `batch ${name}: ${refusal.message} If it is no longer wanted, run \`mirror queue --remove ${name}\`.`;
      if (isFirst && mine.length === 0) throw new MirrorError(refusal.code, line);
      refused.add(batch);
      onNote(line);
    }
  };
  await look({ isFirst: true });
  throwIfAborted(signal);

  let end = (_: MirrorError) => {};
  const unfit = new Promise<never>((_, reject) => {
    end = reject;
  });
  unfit.catch(() => {});
  const worker = await engine.openWorker(workQueue(own), processor, {
    concurrency: jobs,
    lockDuration: LOCK_MILLISECONDS,
    stalledInterval: LOCK_MILLISECONDS / 2,
    // A photo is given up by its tries, not by how often a worker vanished.
    maxStalledCount: 1e6,
  });
  worker.on('completed', ({ data }: Job, counts: JobCounts) => onJob(data, counts));
  worker.on('failed', (_, error) => {
    const code = 'code' in error ? error.code : undefined;
    if (code === 'environment') end(new MirrorError('environment', error.message));
    else if (code !== 'aborted')
      onNote(`${error.message.replace(/\s+/g, ' ')} (will be tried again)`);
  });
  // The job of a whole batch is run once its children have ended; there is nothing left to do in it.
  const finisher = await engine.openWorker(BATCHES_QUEUE, async () => ({}), {});
  onReady();
  const { address } = engine;
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  void followQueue(batches, { address, signal: either, onNote });
  try {
    await Promise.race([unfit, looks(look, signal)]);
  } finally {
    stop.abort();
    worker.cancelAllJobs('the worker ends');
    await Promise.race([
      Promise.all([worker.close(), finisher.close()]).catch(() => {}),
      setTimeout(LOCK_MILLISECONDS),
    ]);
  }
}

/** Looks again and again until the signal fires. */
async function looks(
  look: (options: { readonly isFirst: boolean }) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await setTimeout(LOOK_MILLISECONDS, undefined, { signal }).catch(() => {});
    // While the server is away there is nothing to see.
    if (!signal.aborted) void look({ isFirst: false }).catch(() => {});
  }
}

/** The batches whose jobs have not all ended. */
async function openBatches(batches: Queue): Promise<readonly BatchJob[]> {
  const jobs: Job<BatchJob>[] = await batches.getJobs(['waiting-children']);
  return jobs.flatMap((job) => (job?.data?.requires === undefined ? [] : [job.data]));
}
