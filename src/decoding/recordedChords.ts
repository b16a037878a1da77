import { chordKey } from '../events/chordKey.js';

/** The chords of an object's recordings, as symbols of their pitches, low to high. */
export interface RecordedChords {
  readonly all: readonly (readonly number[])[];
  /** All but some, which are given as `chordKey` has them. */
  readonly without: (banned: ReadonlySet<string>) => readonly (readonly number[])[];
}

export function openRecordedChords(all: readonly (readonly number[])[]): RecordedChords {
  const keys = all.map(chordKey);
  return {
    all,
    without: (banned) =>
      banned.size === 0 ? all : all.filter((_, i) => !banned.has(keys[i] as string)),
  };
}
