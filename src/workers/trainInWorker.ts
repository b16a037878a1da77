import { runInThread, type TrainingWatch } from './runInThread.js';
import type { TrainedObject, TrainingJob } from './trainOne.js';

/** As `trainOne`, in a thread of its own. */
export function trainInWorker(job: TrainingJob, watch: TrainingWatch): Promise<TrainedObject> {
  const script = new URL('./trainWorker.js', import.meta.url);
  const what = `the training of ${job.object.name}`;
  const remedy = 'Close other programs and try again. `mirror train --jobs 1` needs less memory.';
  return runInThread(script, { job, what, remedy, watch });
}
