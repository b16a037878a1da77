import { setTimeout } from 'node:timers/promises';
import type { Queue } from 'bullmq';
import type { QueueAddress } from './queueAddress.js';

export interface FollowOptions {
  readonly address: QueueAddress;
  readonly signal: AbortSignal;
  /** Called once when the server no longer answers, and once when it does again. */
  readonly onNote: (line: string) => void;
  /** Whether it is called, once at most, where no worker has been connected for a while. */
  readonly needsWorkers?: boolean;
}

/** Between two questions; how long an answer may take; and how long there may be no worker. */
const MILLISECONDS = { between: 2000, answer: 5000, withoutWorkers: 9000 };

/** Asks a queue again and again how many workers it has, until the signal fires, and says what a person should know. */
export async function followQueue(
  queue: Queue,
  { address, signal, onNote, needsWorkers = false }: FollowOptions,
): Promise<void> {
  const ask = workersAsked(queue);
  let isLost = false;
  let isTold = !needsWorkers;
  let lastWorker = performance.now();
  while (!signal.aborted) {
    const workers = await ask();
    if (signal.aborted) return;
    if ((workers === undefined) !== isLost) {
      isLost = !isLost;
      onNote(
        isLost
          ? `Lost the queue at ${address.text}; waiting for it.`
          : `The queue at ${address.text} is back.`,
      );
    }
    if (workers !== 0) lastWorker = performance.now();
    if (!isTold && performance.now() - lastWorker >= MILLISECONDS.withoutWorkers) {
      isTold = true;
      onNote(
        `No worker is at work on this batch. Start one with \`mirror worker --queue ${address.text}\`.`,
      );
    }
    await setTimeout(MILLISECONDS.between, undefined, { signal }).catch(() => {});
  }
}

/** Asks how many workers there are; undefined where there is no answer. A question that is under way is not put again. */
function workersAsked(queue: Queue): () => Promise<number | undefined> {
  let pending: Promise<number | undefined> | undefined;
  return async () => {
    pending ??= queue
      .getWorkersCount()
      .catch(() => undefined)
      .finally(() => {
        pending = undefined;
      });
    // It keeps no process alive.
    const silence = setTimeout(MILLISECONDS.answer, undefined, { ref: false });
    return Promise.race([pending, silence]);
  };
}
