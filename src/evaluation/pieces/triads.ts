import { TRIADS, tonesOf } from '../../composition/harmony/chord.js';
import type { Note } from '../../music/note.js';
import { pitchClassWeights } from './pitchClassWeights.js';

/** Pairs of tracks that both sound in a cell, and how many of them imply one triad. */
export interface TriadPairs {
  readonly pairs: number;
  readonly same: number;
}

/**
 * Whether tracks agree on a harmony: for each cell and each pair of tracks that both sound in it, whether the same
 * triad fits both best.
 *
 * @param tracks each track's notes
 * @param cells how long a cell is, ticks above 0 (half a bar), and how many there are
 */
export function triadPairs(
  tracks: readonly (readonly Note[])[],
  cells: { readonly cellTicks: number; readonly cells: number },
): TriadPairs {
  const fitting = tracks.map((notes) => pitchClassWeights(notes, cells).map(fittingTriad));
  let pairs = 0;
  let same = 0;
  for (let cell = 0; cell < cells.cells; cell++) {
    const sounding = fitting.map((own) => own[cell]).filter((triad) => triad !== undefined);
    for (const [i, triad] of sounding.entries()) {
      const others = sounding.slice(i + 1);
      pairs += others.length;
      same += others.filter((other) => other === triad).length;
    }
  }
  return { pairs, same };
}

/**
 * The major or minor triad that fits pitch classes best: the one with the most weight inside less the weight
 * outside; of equals the one with the heavier root, then the lower root from C up, then major. (Template matching as
 * in Pardo and Birmingham 2002, «Algorithms for chordal analysis», with a penalty for what is outside only.)
 *
 * @param weights of the 12 pitch classes, 0 or more
 * @returns 0–23, root × 2, and 1 more for minor; undefined where nothing sounds
 * @example fittingTriad([2, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0]) // 0, C major
 */
export function fittingTriad(weights: readonly number[]): number | undefined {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return undefined;
  const candidates = TRIADS.map((triad) => {
    const inside = tonesOf(triad).reduce((sum, tone) => sum + (weights[tone] as number), 0);
    const { root, quality } = triad;
    return {
      triad: root * 2 + Number(quality === 'minor'),
      score: 2 * inside - total,
      rootWeight: weights[root] as number,
    };
  });
  candidates.sort((a, b) => b.score - a.score || b.rootWeight - a.rootWeight || a.triad - b.triad);
  return candidates[0]?.triad;
}
