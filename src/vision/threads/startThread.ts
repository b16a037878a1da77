import { Worker } from 'node:worker_threads';
import type { Backend } from '../../tensors/backend.js';
import type { BackendName } from '../../tensors/backendName.js';
import type { DetectorFiles } from '../network.js';
import type { SeenView, ViewQueue } from './viewQueue.js';

/** A thread that looks. Whatever ends it, nothing here throws: it sees no more, and the caller looks elsewhere. */
export interface DetectorThread {
  /** Its engine, once it has loaded the network; undefined if it ends before. */
  readonly ready: Promise<Backend | undefined>;
  readonly isAlive: () => boolean;
  /** Hands it the network, which it loads; once. */
  readonly load: (files: DetectorFiles) => void;
  /**
   * Takes views of the queue until none is left, as soon as it is ready.
   * @returns what it saw; nothing of what it took if it ends on the way
   */
  readonly infer: (queue: ViewQueue) => Promise<readonly SeenView[]>;
  /** Lets the process end without it, except while a caller waits for what it sees. */
  readonly unref: () => void;
  readonly end: () => void;
}

/** What a thread begins with. */
export interface ThreadSetup {
  readonly backend: BackendName | undefined;
}

/** What a thread is told: the network's files, once, and then to look. */
export type ThreadCall =
  | { readonly is: 'files'; readonly files: DetectorFiles }
  | { readonly is: 'infer'; readonly id: number; readonly queue: ViewQueue };

export type ThreadWord =
  | { readonly is: 'ready'; readonly backend: Backend }
  | { readonly is: 'seen'; readonly id: number; readonly seen: readonly SeenView[] };

/** Starts a thread with a TensorFlow of its own, which waits for the network's files; it may be asked to look before it has them. */
export function startThread(setup: ThreadSetup): DetectorThread {
  const worker = new Worker(new URL('./detectorThread.js', import.meta.url), { workerData: setup });
  const waiting = new Map<number, (seen: readonly SeenView[]) => void>();
  let calls = 0;
  let isAlive = true;
  let sayReady: (backend: Backend | undefined) => void;
  const ready = new Promise<Backend | undefined>((resolve) => {
    sayReady = resolve;
  });
  const answer = (id: number, seen: readonly SeenView[]) => {
    waiting.get(id)?.(seen);
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
    else answer(word.id, word.seen);
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
