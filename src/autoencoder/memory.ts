import { MOST_SYMBOLS } from './eventDictionary.js';
import { indexRuns, type RunIndex } from './runs.js';
import type { EventSequence } from './sequences.js';

/** What a decoder remembers of its recordings, ready to play by. */
export interface Memory {
  /** Chords and distances, as symbols. */
  readonly runs: RunIndex<number>;
  /** Place in the bar of each of the runs' steps, as a symbol. */
  readonly placeOf: readonly number[];
  /** Whether some recording has a chord at that place in the bar. */
  readonly knows: (chord: number, place: number) => boolean;
}

/** Indexes a decoder's sequences. */
export function recall(sequences: readonly EventSequence[]): Memory {
  const events = sequences.flat();
  const known = new Set(events.map(([chord, , place]) => keyOf(chord, place)));
  return {
    runs: indexRuns(
      sequences.map((sequence) => sequence.map(([chord, distance]) => ({ chord, distance }))),
    ),
    placeOf: events.map(([, , place]) => place),
    knows: (chord, place) => known.has(keyOf(chord, place)),
  };
}

/** One number for a chord at a place. */
function keyOf(chord: number, place: number): number {
  return chord * MOST_SYMBOLS.place + place;
}
