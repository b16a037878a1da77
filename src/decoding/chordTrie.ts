/** What follows the last note of a chord. */
export const END = -1;

/** Chords as chains of symbols from low to high, by their beginnings. */
export interface ChordTrie {
  readonly has: (chord: readonly number[]) => boolean;
  /** What goes on from the first notes of a chord: symbols of the next note, and `END` where the chord is whole. */
  readonly after: (beginning: readonly number[]) => ReadonlySet<number>;
}

/** @param chords symbols of their pitches, rising, each at least one */
export function buildChordTrie(chords: readonly (readonly number[])[]): ChordTrie {
  const next = new Map<string, Set<number>>();
  const none: ReadonlySet<number> = new Set();
  for (const chord of chords) {
    for (let notes = 0; notes <= chord.length; notes++) {
      const beginning = chord.slice(0, notes).join(' ');
      const known = next.get(beginning) ?? new Set();
      next.set(beginning, known.add(chord[notes] ?? END));
    }
  }
  const after = (beginning: readonly number[]) => next.get(beginning.join(' ')) ?? none;
  return { after, has: (chord) => after(chord).has(END) };
}
