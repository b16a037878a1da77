import type { LeavingOutJob, LeftOut } from './leaveOneOut.js';
import { runInThread, type TrainingWatch } from './runInThread.js';

/** As `leaveOneOut`, in a thread of its own. */
export function leaveOneOutInWorker(job: LeavingOutJob, watch: TrainingWatch): Promise<LeftOut> {
  const script = new URL('./leaveOneOutWorker.js', import.meta.url);
  return runInThread(script, { job, what: `the training of ${job.object.name}`, watch });
}
