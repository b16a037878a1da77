/**
 * The chord that shares most with some pitches: the highest Jaccard similarity, and of equals the nearest mean pitch.
 *
 * @param pitches each once, at least one; so are those of the chords, of which there is at least one
 * @returns its index
 */
export function nearestChord(
  pitches: readonly number[],
  chords: readonly (readonly number[])[],
): number {
  const closeness = chords.map((chord) => {
    const shared = chord.filter((pitch) => pitches.includes(pitch)).length;
    const similarity = shared / (chord.length + pitches.length - shared);
    // A gap of an octave weighs less than any shared pitch.
    return similarity - Math.abs(meanOf(chord) - meanOf(pitches)) / 10_000;
  });
  return closeness.indexOf(Math.max(...closeness));
}

function meanOf(pitches: readonly number[]): number {
  return pitches.reduce((sum, pitch) => sum + pitch, 0) / pitches.length;
}
