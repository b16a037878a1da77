import { refusal } from '../refusal.js';

/** Runs heavy work one at a time, in the order in which it came. */
export type WorkQueue = <Result>(work: () => Promise<Result>) => Promise<Result>;

/**
 * @param most how much may be under way and waiting together, 1 or more
 * @returns a function that throws HTTPException 429 for more
 */
export function openWorkQueue(most: number): WorkQueue {
  let pending = 0;
  let last: Promise<unknown> = Promise.resolve();
  return async (work) => {
    if (pending >= most) throw refusal(429, 'too much is asked for at a time; wait a moment');
    pending++;
    const done = last.then(work);
    last = done.catch(() => {});
    try {
      return await done;
    } finally {
      pending--;
    }
  };
}
