import { Worker } from 'node:worker_threads';
import type { Backend } from '../../tensors/backend.js';
import type { BackendName } from '../../tensors/backendName.js';
import type { DetectorFiles } from '../network.js';
import type { InferredView, ViewQueue } from './viewQueue.js';

/**
 * A thread that runs the network. Whatever ends it, nothing here throws: it gives no more outputs, and the caller runs
 * the network elsewhere.
 */
export interface DetectorThread {
  /** Its engine, once it has loaded the network; undefined if it ends before. */
  readonly ready: Promise<Backend | undefined>;
  readonly isAlive: () => boolean;
  /** Hands it the network, which it loads; once. */
  readonly load: (files: DetectorFiles) => void;
  /**
   * Takes views of the queue until none is left, as soon as it is ready.
   * @returns the outputs of the views that it took; none of them if it ends on the way
   */
  readonly infer: (queue: ViewQueue) => Promise<readonly InferredView[]>;
  /** Lets the process end without it, except while a caller waits for its outputs. */
  readonly unref: () => void;
  readonly end: () => void;
}

/** What a thread begins with. */
export interface ThreadSetup {
  readonly backend: BackendName | undefined;
}

/** Messages to a thread: the network's files, once, and then queues of views to infer. */
export type ThreadCall =
  | { readonly is: 'files'; readonly files: DetectorFiles }
  | { readonly is: 'infer'; readonly id: number; readonly queue: ViewQueue };

/** Messages from a thread. */
export type ThreadWord =
  | { readonly is: 'ready'; readonly backend: Backend }
  | { readonly is: 'inferred'; readonly id: number; readonly outputs: readonly InferredView[] };

/** Starts a thread with a TensorFlow of its own, which waits for the network's files; it may be asked to infer before it has them. */
export function startThread(setup: ThreadSetup): DetectorThread {
  const worker = new Worker(new URL('./detectorThread.js', import.meta.url), { workerData: setup });
  const waiting = new Map<number, (outputs: readonly InferredView[]) => void>();
  let calls = 0;
  let isAlive = true;
  let sayReady: (backend: Backend | undefined) => void;
  const ready = new Promise<Backend | undefined>((resolve) => {
    sayReady = resolve;
  });
  const answer = (id: number, outputs: readonly InferredView[]) => {
    waiting.get(id)?.(outputs);
    waiting.delete(id);
    if (waiting.size === 0) worker.unref();
  };
  const die = () => {
    isAlive = false;
    sayReady(undefined);
    for (const id of waiting.keys()) answer(id, []);
  };
  worker.on('message', (word: ThreadWord) => {
    if (word.is === 'ready') sayReady(word.backend);
    else answer(word.id, word.outputs);
  });
  worker.on('error', die).on('messageerror', die).on('exit', die);
  return {
    ready,
    isAlive: () => isAlive,
    load: (files) => worker.postMessage({ is: 'files', files } satisfies ThreadCall),
    infer: (queue) => {
      if (!isAlive) return Promise.resolve([]);
      const call = { is: 'infer', id: calls++, queue } satisfies ThreadCall;
      worker.ref();
      return new Promise((resolve) => {
        waiting.set(call.id, resolve);
        worker.postMessage(call);
      });
    },
    unref: () => {
      if (waiting.size === 0) worker.unref();
    },
    end: () => {
      die();
      void worker.terminate();
    },
  };
}
