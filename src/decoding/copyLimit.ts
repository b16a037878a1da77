import { chordKey } from '../events/chordKey.js';
import {
  extendMatches,
  indexNgrams,
  longestMatch,
  type NgramIndex,
  type NgramMatches,
  startMatches,
} from '../events/ngramIndex.js';
import type { KeptSequences } from '../events/sequences.js';
import { memoised } from '../math/memoised.js';

/** How far a decoder strays from its recordings, 0 (close) to 1 (free), where nothing is said. */
export const DEFAULT_VARIATION = 0.5;

/**
 * The most events in a row that may be as in one recording, at a variation from 0 to 1: 64 at 0, 8 at 0.5, 2 at 1, and
 * between them by powers.
 */
export function copyLimitAt(variation: number): number {
  return Math.max(2, Math.round(8 ** (2 * (1 - variation))));
}

/**
 * How often a chord that no recording holds is let through, at a variation from 0 to 1: never up to 0.5, and always at 1.
 */
export function noveltyAt(variation: number): number {
  return Math.max(0, 2 * variation - 1);
}

/** Where in the recordings the music could stand; undefined before its first event. */
export type Standing = NgramMatches | undefined;

/** Follows music through the recordings. */
export interface CopyLimit {
  /** Where the music stands when a chord follows so many grid steps after the event before it. */
  readonly follow: (before: Standing, chord: readonly number[], interOnset: number) => NgramMatches;
  /** Events in a row that are as in one recording; 0 where no recording has the last one. */
  readonly copied: (standing: NgramMatches) => number;
  readonly limit: number;
}

export function openCopyLimit(sequences: KeptSequences, variation: number): CopyLimit {
  const index = indexOf(sequences);
  return {
    follow: (from, pitches, interOnset) => {
      const chord = chordKey(pitches);
      return from ? extendMatches(index, { from, interOnset, chord }) : startMatches(index, chord);
    },
    copied: (standing) => longestMatch(standing)?.length ?? 0,
    limit: copyLimitAt(variation),
  };
}

/** A decoder's sequences are indexed once: a piece asks it for several phrases. */
const indexOf = memoised(indexSequences);

function indexSequences({ chords, events }: KeptSequences): NgramIndex {
  const names = chords.map(chordKey);
  return indexNgrams(
    events.map((sequence) =>
      sequence.map(([chord, interOnset]) => ({ chord: names[chord] as string, interOnset })),
    ),
  );
}
