import type { MeasuredPerformance } from '../../events/measuredPerformance.js';
import { mean } from '../../math/mean.js';
import { ngramsOf } from './ngrams.js';

/**
 * How much music comes back to itself: the share of a piece's runs of four events that were there before in the
 * same piece, mean over the pieces. A longer piece has more to come back to: compare pieces of one length.
 *
 * @returns 0 (never) to 1; null if no piece has four events
 */
export function measureSelfRepetition(pieces: readonly MeasuredPerformance[]): number | null {
  const runs = pieces.map(({ events }) => ngramsOf(events)).filter(({ length }) => length > 0);
  return runs.length > 0 ? mean(runs.map((each) => 1 - new Set(each).size / each.length)) : null;
}
