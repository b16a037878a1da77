import { chordKey } from '../events/ngramIndex.js';

/** The chords of an object's recordings, as symbols of their pitches, low to high. */
export interface RecordedChords {
  readonly all: readonly (readonly number[])[];
  readonly has: (chord: readonly number[]) => boolean;
}

export function openRecordedChords(all: readonly (readonly number[])[]): RecordedChords {
  const keys = new Set(all.map(chordKey));
  return {
    all,
    has: (chord) => keys.has(chordKey(chord)),
  };
}
