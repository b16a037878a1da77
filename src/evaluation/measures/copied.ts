import type { MeasuredPerformance } from '../../events/measuredPerformance.js';
import { indexRecordings, traceRuns } from '../../events/traceRuns.js';
import { leaveOneOut } from './leaveOneOut.js';

/** A run of so many events counts as copied; at a chord every half second it lasts four. */
const COPIED_RUN = 8;

/** How much of some music stands in recordings to the note. */
export interface Copying {
  /** Share of its runs of eight events (chords by their pitches, and the seven inter-onset intervals between them), 0–1. */
  readonly share: number;
  /** Events in the longest run. */
  readonly longest: number;
}

export interface CopyFigures {
  readonly draws: Copying;
  /** The same of each recording against the others, all together: how much the recordings repeat one another. */
  readonly leftOut: Copying | null;
}

/** How much of the draws is copied from the recordings, and of each recording from the others. */
export function measureCopied(
  draws: readonly MeasuredPerformance[],
  recordings: readonly MeasuredPerformance[],
): CopyFigures {
  const folds = leaveOneOut(recordings).map(({ one, others }) => countCopied([one], others));
  return {
    draws: copying([countCopied(draws, recordings)]),
    leftOut: folds.length > 0 ? copying(folds) : null,
  };
}

interface CopiedRuns {
  readonly copied: number;
  readonly runs: number;
  readonly longest: number;
}

function countCopied(
  pieces: readonly MeasuredPerformance[],
  recordings: readonly MeasuredPerformance[],
): CopiedRuns {
  const recorded = indexRecordings(recordings.map(({ events }) => events));
  const lengths = pieces.map(({ events }) =>
    traceRuns(events, recorded).map((run) => run?.length ?? 0),
  );
  return {
    copied: lengths.flat().filter((length) => length >= COPIED_RUN).length,
    runs: lengths.reduce((sum, { length }) => sum + Math.max(0, length - COPIED_RUN + 1), 0),
    longest: lengths.flat().reduce((longest, length) => Math.max(longest, length), 0),
  };
}

function copying(counts: readonly CopiedRuns[]): Copying {
  const sum = (count: (counted: CopiedRuns) => number) =>
    counts.reduce((all, counted) => all + count(counted), 0);
  return {
    share:
      sum(({ copied }) => copied) /
      Math.max(
        1,
        sum(({ runs }) => runs),
      ),
    longest: Math.max(...counts.map(({ longest }) => longest)),
  };
}
