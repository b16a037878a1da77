import type { Job } from 'bullmq';
import { MirrorError } from '../../errors.js';
import type { QueueEngine } from './openEngine.js';
import { BATCHES_QUEUE, type BatchJob } from './queueJobs.js';

/**
 * Takes a batch that is no longer wanted out of the queue, with all its jobs; what its workers have finished stays in its folder.
 *
 * @param name of the batch, or as much of its beginning as no other one has
 * @returns its whole name
 * @throws MirrorError `usage` if there is no such batch, or several; `environment` while workers are at its jobs
 */
export async function removeBatch(engine: QueueEngine, name: string): Promise<string> {
  const batches = await engine.openQueue(BATCHES_QUEUE);
  const jobs: Job<BatchJob>[] = await batches.getJobs();
  const named = jobs.filter((job) => job?.id?.startsWith(name));
  const [job, other] = named;
  if (job?.id === undefined || other !== undefined) {
    const received = job === undefined ? 'there is none of that name' : 'several begin like that';
    throw new MirrorError(
      'usage',
      `Expected --remove to name a batch of the queue but ${received}. \`mirror queue\` lists them.`,
    );
  }
  try {
    await job.remove({ removeChildren: true });
  } catch {
    throw new MirrorError(
      'environment',
      `Expected a batch at which no worker is but jobs of ${job.id.slice(0, 12)} are under way. End the workers, wait half a minute, and try again.`,
    );
  }
  return job.id;
}
