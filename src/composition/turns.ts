import type { PiecePlan, PlannedPart } from './planPiece.js';

/** Bars of material that a part plays. */
export function barsOf({ passages }: PlannedPart): Set<number> {
  return new Set(
    passages.flatMap(({ firstBar, bars }) => Array.from({ length: bars }, (_, i) => firstBar + i)),
  );
}

/** Bars of material in which one part has the word: it plays alone because others rest or hold, not because it opens the piece. */
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
