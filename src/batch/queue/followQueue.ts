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

/** Between two questions, and how long an answer may take. */
const MILLISECONDS = { between: 2000, answer: 5000 };

/** Answers in a row that there is no worker, some ten seconds of them, after which it is said. */
const MOST_WITHOUT_WORKERS = 6;

/** Asks a queue again and again how many workers it has, until the signal fires, and says what a person should know. */
export async function followQueue(
  queue: Queue,
  { address, signal, onNote, needsWorkers = false }: FollowOptions,
): Promise<void> {
  const ask = workersAsked(queue);
  let isLost = false;
  let isTold = !needsWorkers;
  let withoutWorkers = 0;
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
    withoutWorkers = workers === 0 ? withoutWorkers + 1 : 0;
    if (!isTold && withoutWorkers >= MOST_WITHOUT_WORKERS) {
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
