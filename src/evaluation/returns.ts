import type { Note } from '../music/note.js';
import { TICKS_PER_QUARTER } from '../music/time.js';

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
  if (inOrder.length === 0) return null;
  const returning = inOrder.filter((bar, i) =>
    inOrder.slice(0, i).some((earlier) => jaccard(bar, earlier) > ALIKE),
  );
  return returning.length / inOrder.length;
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((onset) => b.has(onset)).length;
  return common / (a.size + b.size - common);
}
