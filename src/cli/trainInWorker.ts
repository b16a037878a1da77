import { Worker } from 'node:worker_threads';
import { MirrorError, throwIfAborted } from '../errors.js';
import type { TrainedObject, TrainingJob, TrainingWatch } from './trainOne.js';
import type { TrainingMessage } from './trainWorker.js';

/** As `trainOne`, in a thread of its own: TensorFlow in Node uses one core at a time. */
export async function trainInWorker(
  job: TrainingJob,
  watch: TrainingWatch,
): Promise<TrainedObject> {
  // A signal that fired before anybody listened does not fire again.
  throwIfAborted(watch.signal);
  const worker = new Worker(new URL('./trainWorker.js', import.meta.url), { workerData: job });
  const stop = () => worker.postMessage('stop');
  watch.signal.addEventListener('abort', stop, { once: true });
  return new Promise<TrainedObject>((resolve, reject) => {
    worker.on('message', (message: TrainingMessage) => {
      if (message.is === 'progress') watch.onProgress(message.progress);
      else if (message.is === 'trained') resolve(message.trained);
      else reject(errorOf(message));
    });
    worker.on('error', reject);
    worker.on('exit', () => {
      reject(
        new MirrorError(
          'environment',
          `Expected the training of ${job.object.name} to end with a decoder but its thread ended without a word. Try --jobs 1.`,
        ),
      );
    });
  }).finally(() => watch.signal.removeEventListener('abort', stop));
}

function errorOf({ code, message }: Extract<TrainingMessage, { is: 'failed' }>): Error {
  return code === undefined ? new Error(message) : new MirrorError(code, message);
}
