import { setImmediate } from 'node:timers/promises';
import { MirrorError } from '../../../index.js';

/** Runs work one at a time; of what waits, only what came last is worth doing. */
export type LatestOnly = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** Of the event loop, between two works: enough for the requests that came meanwhile to be read with their bodies. */
const TURNS = 4;

/**
 * For a dial that is turned: the piece that is being composed is finished, the newest setting follows it, and those between are
 * never composed.
 *
 * @returns a function whose promise rejects with MirrorError `aborted` when newer work takes its place
 */
export function openLatestOnly(): LatestOnly {
  let isRunning = false;
  let waiting: { readonly begin: () => void; readonly giveUp: () => void } | undefined;
  const turn = () =>
    new Promise<void>((begin, reject) => {
      waiting?.giveUp();
      const giveUp = () =>
        reject(new MirrorError('aborted', 'Newer settings took the place of these.'));
      waiting = { begin, giveUp };
    });
  const passOn = async () => {
    for (let i = 0; i < TURNS; i++) await setImmediate();
    const next = waiting;
    waiting = undefined;
    isRunning = next !== undefined;
    next?.begin();
  };
  return async (work) => {
    if (isRunning) await turn();
    isRunning = true;
    try {
      return await work();
    } finally {
      void passOn();
    }
  };
}
