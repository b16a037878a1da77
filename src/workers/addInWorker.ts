import type { AddedObject } from '../index.js';
import type { AddingJob, AddingProgress } from './addTakes.js';
import { type JobWatch, runInThread } from './runInThread.js';

/** As `addTakes`, in a thread of its own. */
export function addInWorker(job: AddingJob, watch: JobWatch<AddingProgress>): Promise<AddedObject> {
  const script = new URL('./addWorker.js', import.meta.url);
  return runInThread(script, { job, what: `the addition to ${job.name}`, watch });
}
