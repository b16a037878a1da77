import { prevailingMetre } from '../music/metre.js';
import type { Performance } from '../music/phrase.js';
import { COMMON_TIME, type TimeSignature } from '../music/time.js';
import { stepsPerBar } from './events.js';

/** A bar longer than sixteen quarters is taken for several: places in it would outgrow the decoder. */
const MOST_BAR_STEPS = 192;

/**
 * The time signature that a set of recordings has in common: the one with the largest share. One whose bar does not
 * fit the grid of events (3/32, 99/4) is taken for 4/4. Free recordings have no vote; where there are no others, it
 * is 4/4.
 *
 * @param recordings `share` says how much each counts, together 1
 */
export function gridTimeSignature(
  recordings: readonly (Pick<Performance, 'timeSignature' | 'isFree'> & {
    readonly share: number;
  })[],
): TimeSignature {
  const timeSignature = prevailingMetre(
    recordings
      .filter(({ isFree }) => !isFree)
      .map(({ timeSignature: own, share }) => ({ timeSignature: own, weight: share })),
  );
  return fitsGrid(timeSignature) ? timeSignature : COMMON_TIME;
}

/** Whether a bar is so many whole steps of the grid that every place in it can be expressed. */
export function fitsGrid(timeSignature: TimeSignature): boolean {
  const steps = stepsPerBar(timeSignature);
  return Number.isInteger(steps) && steps <= MOST_BAR_STEPS;
}
