import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { throwIfAborted } from '../../errors.js';
import type { HeicFault, HeicPixels, HeicSize } from './heicPicture.js';

export interface HeicQuestion {
  readonly ask: 'size' | 'pixels';
  readonly bytes: Uint8Array;
}

export type HeicAnswer = HeicSize | HeicPixels | HeicFault;

/** A thread with a libheif of its own. It holds the process only while it is asked. */
export interface HeicThread {
  /**
   * One question at a time. Whatever ends the thread, such as an abort of WebAssembly, is a fault of the picture.
   * @throws MirrorError `aborted` when the signal fires, which ends the thread at once
   */
  readonly ask: (question: HeicQuestion, signal?: AbortSignal) => Promise<HeicAnswer>;
  readonly isAlive: () => boolean;
  readonly end: () => void;
}

/** @param libheif the path that `requireLibheif` gives */
export function startHeicThread(libheif: string): HeicThread {
  const worker = new Worker(new URL('./heicThread.js', import.meta.url), {
    workerData: pathToFileURL(libheif).href,
    // What libheif prints of a damaged file is no line of ours.
    stdout: true,
    stderr: true,
  });
  let settle: (answer: HeicAnswer) => void = () => {};
  let ended: HeicFault | undefined;
  const die = (cause: unknown) => {
    ended ??= { is: isOutOfMemory(cause) ? 'memory' : 'damaged', detail: String(cause) };
    settle(ended);
  };
  worker.on('message', (answer: HeicAnswer) => settle(answer));
  worker.on('error', die).on('messageerror', die).on('exit', die);
  const end = () => {
    void worker.terminate();
  };
  return {
    ask: (question, signal) => {
      const answer = new Promise<HeicAnswer>((resolve) => {
        settle = resolve;
      });
      if (ended) return Promise.resolve(ended);
      signal?.addEventListener('abort', end);
      worker.ref();
      worker.postMessage(question);
      return answer
        .then((answer) => {
          throwIfAborted(signal);
          return answer;
        })
        .finally(() => {
          signal?.removeEventListener('abort', end);
          worker.unref();
        });
    },
    isAlive: () => ended === undefined,
    end,
  };
}

/** Emscripten says «Aborted(OOM)», V8 that an allocation failed. */
function isOutOfMemory(cause: unknown): boolean {
  return /OOM|allocation/.test(String(cause));
}
