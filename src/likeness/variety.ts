import type { MusicalEvent } from '../autoencoder/events.js';
import { spreadOver } from './leaveOneOut.js';
import { mean } from './mean.js';
import type { Piece } from './piece.js';

/** Pieces have something in common where so many events in a row are the same. */
const RUN = 4;

/** Pieces compared with one another; the pairs grow as their square. */
const MOST_PIECES = 24;

/**
 * How different pieces are from one another: the share of one's runs of four events (chords by their pitches, and
 * the three distances between them) that are not in the other, mean over all pairs, both ways.
 *
 * @returns 0 (all the same) to 1; null if fewer than two pieces have four events
 */
export function measureVariety(pieces: readonly Piece[]): number | null {
  const runs = spreadOver(pieces, MOST_PIECES)
    .map(({ events }) => runsOf(events))
    .filter(({ length }) => length > 0);
  const known = runs.map((each) => new Set(each));
  const shares = runs.flatMap((one, i) =>
    known.filter((_, j) => j !== i).map((other) => shareMissing(one, other)),
  );
  return shares.length > 0 ? mean(shares) : null;
}

/** Every run of four events as text. */
function runsOf(events: readonly MusicalEvent[]): string[] {
  return Array.from({ length: Math.max(0, events.length - RUN + 1) }, (_, first) =>
    events
      .slice(first, first + RUN)
      .map(({ pitches, step }) => `${pitches.join(' ')} +${step - (events[first]?.step ?? 0)}`)
      .join(' | '),
  );
}

function shareMissing(runs: readonly string[], others: ReadonlySet<string>): number {
  return runs.filter((run) => !others.has(run)).length / runs.length;
}
