import { mean } from '../math/mean.js';

/**
 * The chord that shares most with some pitches: the highest Jaccard similarity, and of equals the nearest mean pitch.
 *
 * @param pitches each once, at least one; so are those of the chords, of which there is at least one
 * @returns its index; of several the first
 */
export function nearestChord(
  pitches: readonly number[],
  chords: readonly (readonly number[])[],
): number {
  const centre = mean(pitches);
  let nearest = 0;
  let highest = Number.NEGATIVE_INFINITY;
  for (const [i, chord] of chords.entries()) {
    const shared = chord.filter((pitch) => pitches.includes(pitch)).length;
    const similarity = shared / (chord.length + pitches.length - shared);
    // A gap of an octave weighs less than any shared pitch.
    const closeness = similarity - Math.abs(mean(chord) - centre) / 10_000;
    if (closeness <= highest) continue;
    highest = closeness;
    nearest = i;
  }
  return nearest;
}
