import { runInThread, type TrainingWatch } from './runInThread.js';
import type { TrainedObject, TrainingJob } from './trainOne.js';

/** As `trainOne`, in a thread of its own. */
export function trainInWorker(job: TrainingJob, watch: TrainingWatch): Promise<TrainedObject> {
  const script = new URL('./trainWorker.js', import.meta.url);
  return runInThread(script, { job, what: `the training of ${job.object.name}`, watch });
}
