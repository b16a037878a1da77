import type { PiecePlan, PlannedPart } from './planPiece.js';

/** Bars of material that a part plays. */
export function barsOf({ passages }: PlannedPart): Set<number> {
  return new Set(
    passages.flatMap(({ firstBar, bars }) => Array.from({ length: bars }, (_, i) => firstBar + i)),
  );
}

/** An onset is held through so many bars of another's turn: a chord that rings on through more of them stands still. */
const MOST_HELD_BARS = 2;

/**
 * Whether a part holds its last onset through a bar of the piece: in the first two of the bars in which it gives way to another.
 *
 * @param at index in `bars`, the bars of material that sound one after another
 * @param options.holds bars of material in which the part gives way
 */
export function isHeldThrough(
  at: number,
  { bars, holds }: { readonly bars: readonly number[]; readonly holds: readonly number[] },
): boolean {
  const latest = bars.slice(Math.max(0, at - MOST_HELD_BARS), at + 1);
  const isFirst = latest.length <= MOST_HELD_BARS || latest.some((bar) => !holds.includes(bar));
  return holds.includes(bars[at] as number) && isFirst;
}

/** Bars of material that are the turn of one part: it plays alone because others rest or hold, not because it opens the piece. */
export function turnsOf({ parts, form }: PiecePlan): Set<number> {
  const counts = form.material.map(() => 0);
  const isGiven = form.material.map(() => false);
  for (const [i, part] of parts.entries()) {
    for (const bar of barsOf(part)) {
      counts[bar] = (counts[bar] as number) + 1;
      if (i > 0) isGiven[bar] = true;
    }
    for (const bar of part.holds) isGiven[bar] = true;
  }
  return new Set(counts.flatMap((count, bar) => (count === 1 && isGiven[bar] ? [bar] : [])));
}
