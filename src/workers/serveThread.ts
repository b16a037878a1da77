import { parentPort, workerData } from 'node:worker_threads';
import { MirrorError } from '../errors.js';
import type { JobWatch, ThreadMessage } from './runInThread.js';

/** The body of a thread that `runInThread` started: one job, with a TensorFlow of its own, and out. */
export async function serveThread<Job, Result, Progress>(
  work: (job: Job, watch: JobWatch<Progress>) => Promise<Result>,
): Promise<void> {
  const abort = new AbortController();
  const say = (message: ThreadMessage<Result, Progress>) => parentPort?.postMessage(message);
  parentPort?.on('message', () => abort.abort());
  try {
    const result = await work(workerData as Job, {
      signal: abort.signal,
      onProgress: (progress) => say({ is: 'progress', progress }),
    });
    say({ is: 'done', result });
  } catch (error) {
    say({
      is: 'failed',
      code: error instanceof MirrorError ? error.code : undefined,
      message: error instanceof Error ? error.message : String(error),
    });
  }
  // An open port would keep the thread alive.
  parentPort?.close();
}
