import { parentPort, workerData } from 'node:worker_threads';
import { MirrorError, type MirrorErrorCode } from '../errors.js';
import type { TrainProgress } from '../index.js';
import { type TrainedObject, type TrainingJob, trainOne } from './trainOne.js';

/** What the worker says; the only word it hears is «stop». */
export type TrainingMessage =
  | { readonly is: 'progress'; readonly progress: TrainProgress }
  | { readonly is: 'trained'; readonly trained: TrainedObject }
  // Errors lose their class on the way between threads, so its fields travel instead.
  | { readonly is: 'failed'; readonly code: MirrorErrorCode | undefined; readonly message: string };

// The body of a worker thread: one object, with a TensorFlow of its own, and out.
const abort = new AbortController();
const say = (message: TrainingMessage) => parentPort?.postMessage(message);
parentPort?.on('message', () => abort.abort());
try {
  const trained = await trainOne(workerData as TrainingJob, {
    signal: abort.signal,
    onProgress: (progress) => say({ is: 'progress', progress }),
  });
  say({ is: 'trained', trained });
} catch (error) {
  say({
    is: 'failed',
    code: error instanceof MirrorError ? error.code : undefined,
    message: error instanceof Error ? error.message : String(error),
  });
}
// An open port would keep the thread alive.
parentPort?.close();
