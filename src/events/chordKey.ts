/** A chord as text, equal for equal chords. @param chord pitches or symbols, rising */
export function chordKey(chord: readonly number[]): string {
  return chord.join(' ');
}
