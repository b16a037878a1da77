import { beginRuns, continueRuns, indexRuns, type RunPlaces } from '../events/ngramIndex.js';
import type { KeptSequences } from '../events/sequences.js';

/** How far a decoder strays from its recordings, 0 (close) to 1 (free), where nothing is said. */
export const DEFAULT_VARIATION = 0.5;

/**
 * The most events in a row that may be as in one recording, at a variation from 0 to 1: 64 at 0, 8 at 0.5, 2 at 1, and
 * between them by powers.
 */
export function copyLimitAt(variation: number): number {
  return Math.max(2, Math.round(8 ** (2 * (1 - variation))));
}

/** Follows music through the recordings, so that it copies no more of them than it may. */
export interface CopyLimit {
  /** Goes on with an event. */
  readonly follow: (chord: string, interOnsetBefore: number) => void;
  /** Chords that may not follow the last event after so many grid steps: a recording has gone on like that for too long. */
  readonly forbidden: (interOnset: number) => ReadonlySet<string>;
}

/** @param limit events in a row */
export function openCopyLimit({ chords, events }: KeptSequences, limit: number): CopyLimit {
  const names = chords.map((pitches) => pitches.join(' '));
  const index = indexRuns(
    events.map((sequence) =>
      sequence.map(([chord, interOnset]) => ({
        chord: names[chord] as string,
        interOnset,
      })),
    ),
  );
  let standing: RunPlaces | undefined;
  return {
    follow: (chord, interOnset) => {
      standing = standing
        ? continueRuns(index, { from: standing, interOnset, chord })
        : beginRuns(index, chord);
    },
    forbidden: (interOnset) => {
      const chords = new Set<string>();
      for (const [i, place] of (standing?.places ?? []).entries()) {
        if ((standing?.lengths[i] as number) < limit) continue;
        if (index.steps[place]?.interOnset === interOnset) {
          chords.add(index.steps[place + 1]?.chord as string);
        }
      }
      return chords;
    },
  };
}
