import type { Note } from '../../music/note.js';
import { TICKS_PER_QUARTER } from '../../music/time.js';

const SIXTEENTH_TICKS = TICKS_PER_QUARTER / 4;

/** From this Jaccard index on, exclusive, a bar is an earlier one come back. */
const ALIKE = 0.5;

/**
 * How much of a piece comes back: the share of its bars whose onsets resemble those of some earlier bar. A bar is
 * the set of its onsets, each a track, a place in the bar in sixteenths, and a pitch; two bars are alike if their
 * Jaccard index (Jaccard 1912) is above one half. Bars without onsets do not count.
 *
 * @param tracks each track's notes
 * @param barTicks above 0
 * @returns 0–1, the first bar among those counted; null for a piece without notes
 */
export function measureReturns(
  tracks: readonly (readonly Note[])[],
  barTicks: number,
): number | null {
  const bars = new Map<number, Set<string>>();
  for (const [track, notes] of tracks.entries()) {
    for (const { pitch, startTicks } of notes) {
      // What a hand plays a little before the bar line belongs to the bar behind it.
      const gridTicks = Math.round(startTicks / SIXTEENTH_TICKS) * SIXTEENTH_TICKS;
      const bar = Math.floor(gridTicks / barTicks);
      const onsets = bars.get(bar) ?? new Set();
      bars.set(bar, onsets.add(`${track} ${gridTicks - bar * barTicks} ${pitch}`));
    }
  }
  const inOrder = [...bars].sort(([a], [b]) => a - b).map(([, onsets]) => onsets);
  return inOrder.length > 0 ? countReturns(inOrder) / inOrder.length : null;
}

/** How many bars are alike to an earlier one. Only bars with an onset in common are compared, found by an inverted index. */
function countReturns(bars: readonly ReadonlySet<string>[]): number {
  const known = new Set<string>();
  const barsWith = new Map<string, number[]>();
  let returns = 0;
  for (const [at, onsets] of bars.entries()) {
    const shared = new Map<number, number>();
    for (const onset of onsets)
      for (const earlier of barsWith.get(onset) ?? [])
        shared.set(earlier, (shared.get(earlier) ?? 0) + 1);
    const isAlike = [...shared].some(([earlier, common]) => {
      const { size } = bars[earlier] as ReadonlySet<string>;
      return common / (onsets.size + size - common) > ALIKE;
    });
    if (isAlike) returns++;
    // A bar that is alike to a repetition is alike to what was repeated, so that repetitions need not be kept.
    const key = [...onsets].sort().join();
    if (known.has(key)) continue;
    known.add(key);
    for (const onset of onsets) {
      const own = barsWith.get(onset);
      if (own) own.push(at);
      else barsWith.set(onset, [at]);
    }
  }
  return returns;
}
