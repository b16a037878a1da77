import { chordKey } from '../events/ngramIndex.js';

/** The chords of an object's recordings, as symbols of their pitches, low to high. */
export interface RecordedChords {
  readonly all: readonly (readonly number[])[];
  readonly has: (chord: readonly number[]) => boolean;
  /** Whether it is a recorded chord without some of its notes: at least half of them are there. */
  readonly hasPart: (chord: readonly number[]) => boolean;
}

export function openRecordedChords(all: readonly (readonly number[])[]): RecordedChords {
  const keys = new Set(all.map(chordKey));
  const byPitch = new Map<number, (readonly number[])[]>();
  for (const chord of all) {
    for (const pitch of chord) byPitch.set(pitch, [...(byPitch.get(pitch) ?? []), chord]);
  }
  return {
    all,
    has: (chord) => keys.has(chordKey(chord)),
    hasPart: (chord) =>
      (byPitch.get(chord[0] as number) ?? []).some(
        (whole) =>
          whole.length <= 2 * chord.length && chord.every((pitch) => whole.includes(pitch)),
      ),
  };
}
