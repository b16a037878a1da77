import type { LeavingOutJob, LeftOut } from './leaveOneOut.js';
import { runInThread, type TrainingWatch } from './runInThread.js';

/** As `leaveOneOut`, in a thread of its own. */
export function leaveOneOutInWorker(job: LeavingOutJob, watch: TrainingWatch): Promise<LeftOut> {
  const script = new URL('./leaveOneOutWorker.js', import.meta.url);
  const what = `the training of ${job.object.name}`;
  const remedy = 'Close other programs and try again. `mirror judge --jobs 1` needs less memory.';
  return runInThread(script, { job, what, remedy, watch });
}
