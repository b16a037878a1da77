import type { MeasuredPerformance } from '../../events/measuredPerformance.js';
import { mean } from '../../math/mean.js';
import { spreadOver } from './leaveOneOut.js';
import { ngramsOf } from './ngrams.js';

/** Pieces compared with one another; the pairs grow as their square. */
const MOST_PIECES = 24;

/**
 * How different pieces are from one another: the share of one's runs of four events (chords by their pitches, and
 * the three inter-onset intervals between them) that are not in the other, mean over all pairs, both ways.
 *
 * @returns 0 (all the same) to 1; null if fewer than two pieces have four events
 */
export function measureVariety(pieces: readonly MeasuredPerformance[]): number | null {
  const runs = spreadOver(pieces, MOST_PIECES)
    .map(({ events }) => ngramsOf(events))
    .filter(({ length }) => length > 0);
  const known = runs.map((each) => new Set(each));
  const shares = runs.flatMap((one, i) =>
    known.filter((_, j) => j !== i).map((other) => shareMissing(one, other)),
  );
  return shares.length > 0 ? mean(shares) : null;
}

function shareMissing(runs: readonly string[], others: ReadonlySet<string>): number {
  return runs.filter((run) => !others.has(run)).length / runs.length;
}
