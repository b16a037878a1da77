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
  // Asked of every chord and distance for every event: numbers are found several times as fast as text.
  const keyOf = (chord: number, place: number) => place * MOST_SYMBOLS.chord + chord;
  const known = new Set(events.map(([chord, , place]) => keyOf(chord, place)));
  return {
    runs: indexRuns(
      sequences.map((sequence) => sequence.map(([chord, distance]) => ({ chord, distance }))),
    ),
    placeOf: events.map(([, , place]) => place),
    knows: (chord, place) => known.has(keyOf(chord, place)),
  };
}
