import { basename } from 'node:path';
import { type JobWatch, runInThread } from './runInThread.js';
import type { TakeJob, TranscribedTake } from './transcribeTake.js';

/** As `transcribeTake`, in a thread of its own. */
export function transcribeInWorker(
  job: TakeJob,
  watch: JobWatch<number>,
): Promise<TranscribedTake> {
  const script = new URL('./transcribeWorker.js', import.meta.url);
  return runInThread(script, { job, what: `the reading of ${basename(job.path)}`, watch });
}
