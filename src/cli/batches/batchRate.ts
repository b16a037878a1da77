import type { BatchStatus } from '../../batch/queue/watchBatches.js';

/** A batch and how many of its photos, objects or stretches end in a second; 0 where none does. */
export type RatedStatus = BatchStatus & { readonly perSecond: number };

/** After so long without a result a batch stands still. A training may take longer, and counts as long as a worker is at it. */
const STILL_MILLISECONDS = 60_000;

/**
 * How fast a batch goes: by what two looks saw or, where a photo takes longer than the time between them, by all that came since it was
 * handed out.
 *
 * @param options.moved what was finished between the looks
 * @param options.seconds between the looks
 * @param options.now in milliseconds since 1970
 * @returns photos, objects or stretches a second; 0 for a batch that has ended, stands still, or has no result yet
 */
export function batchRate(
  status: BatchStatus,
  { moved, seconds, now }: { readonly moved: number; readonly seconds: number; now: number },
): number {
  if (status.isEnded) return 0;
  if (moved > 0) return moved / seconds;
  if (isStill(status, now)) return 0;
  const { before, handedOutAt } = status;
  // Clocks of two machines may differ.
  const since = Math.max(seconds, (now - handedOutAt) / 1000);
  return Math.max(0, finished(status) - before) / since;
}

/** What is said of a batch that has no rate. */
export function idleText(status: BatchStatus, now: number = Date.now()): string {
  return isStill(status, now) ? 'nothing moves' : 'no result yet';
}

/** Photos, objects or stretches that have a result, whatever it is. */
export function finished({ done, unanswered, failed }: BatchStatus): number {
  return done + unanswered + failed;
}

function isStill(status: BatchStatus, now: number): boolean {
  const { unit, workers, jobsUnderWay, handedOutAt, lastAt = handedOutAt } = status;
  if (workers === 0) return true;
  if (unit === 'object' && jobsUnderWay > 0) return false;
  return now - Math.max(lastAt, handedOutAt) > STILL_MILLISECONDS;
}
