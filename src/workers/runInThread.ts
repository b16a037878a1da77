import { Worker } from 'node:worker_threads';
import { MirrorError, type MirrorErrorCode, throwIfAborted } from '../errors.js';
import type { TrainProgress } from '../index.js';

/** Ways to watch and to stop a job. */
export interface JobWatch<Progress> {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/** The same of a training. */
export type TrainingWatch = JobWatch<TrainProgress>;

/** What a thread says; the only word it hears is «stop». */
export type ThreadMessage<Result, Progress> =
  | { readonly is: 'progress'; readonly progress: Progress }
  | { readonly is: 'done'; readonly result: Result }
  // Errors lose their class on the way between threads, so its fields travel instead.
  | { readonly is: 'failed'; readonly code: MirrorErrorCode | undefined; readonly message: string };

/**
 * Has a job done in a thread of its own: TensorFlow in Node uses one core at a time.
 *
 * @param script a module that calls `serveThread`
 * @param options.job a plain record, for it is sent to the thread
 * @param options.what the work in a few words, for the complaint when the thread dies
 * @param options.remedy what may help then; to try again if left out
 * @throws MirrorError as the work does, `aborted` when the signal fires
 */
export async function runInThread<Job, Result, Progress = TrainProgress>(
  script: URL,
  options: {
    readonly job: Job;
    readonly what: string;
    readonly remedy?: string;
    readonly watch: JobWatch<Progress>;
  },
): Promise<Result> {
  const { job, what, remedy = 'Try again.', watch } = options;
  // A signal that fired before there was a listener does not fire again.
  throwIfAborted(watch.signal);
  const worker = new Worker(script, { workerData: job });
  const stop = () => worker.postMessage('stop');
  watch.signal.addEventListener('abort', stop, { once: true });
  return new Promise<Result>((resolve, reject) => {
    worker.on('message', (message: ThreadMessage<Result, Progress>) => {
      if (message.is === 'progress') watch.onProgress(message.progress);
      else if (message.is === 'done') resolve(message.result);
      else reject(errorOf(message));
    });
    worker.on('error', reject);
    worker.on('exit', () => {
      reject(
        new MirrorError(
          'environment',
          `Expected ${what} to end with a result but its thread ended without a word. ${remedy}`,
        ),
      );
    });
  }).finally(() => watch.signal.removeEventListener('abort', stop));
}

function errorOf({
  code,
  message,
}: Extract<ThreadMessage<unknown, unknown>, { is: 'failed' }>): Error {
  return code === undefined ? new Error(message) : new MirrorError(code, message);
}
