import type { Chord } from '../chord.js';
import type { Passage, Stroke } from '../passage.js';
import { degreeNear, pitchAt, type Scale } from '../theory.js';

/**
 * Tones of a chord in order of pitch, its bass note first.
 *
 * @param lowest the bass note is the first one from here upward
 * @returns `count` MIDI pitches, rising
 * @example risingTones(chordNamed('C/E'), { lowest: 36, count: 4 }) // [40, 43, 48, 52]
 */
export function risingTones(
  { pitchClasses, bass }: Chord,
  { lowest, count }: { lowest: number; count: number },
): number[] {
  const tones: number[] = [];
  for (let pitch = lowest; tones.length < count; pitch++) {
    const isStarted = tones.length > 0;
    if (isStarted ? pitchClasses.includes(pitch % 12) : pitch % 12 === bass) tones.push(pitch);
  }
  return tones;
}

/**
 * A block chord under a note of the melody: the nearest tones of the chord below it, and the note itself on top.
 *
 * @param notes how many in all, the melody's among them
 * @returns MIDI pitches, rising
 * @example chordUnder(chordNamed('C'), { top: 76, notes: 3 }) // [67, 72, 76]
 */
export function chordUnder(
  { pitchClasses }: Chord,
  { top, notes }: { top: number; notes: number },
): number[] {
  const pitches = [top];
  // A second under the melody would hide it.
  for (let pitch = top - 3; pitches.length < notes; pitch--) {
    if (pitchClasses.includes(pitch % 12)) pitches.unshift(pitch);
  }
  return pitches;
}

/** Pitches of a scale from the degree nearest to `from`, so many of them, `step` degrees apart. */
export function scaleRun(
  scale: Scale,
  { from, count, step }: { from: number; count: number; step: number },
): number[] {
  const start = degreeNear(scale, from);
  return Array.from({ length: count }, (_, place) => pitchAt(scale, start + place * step));
}

/** The tones in the order of a figure: the places of its tones, 0 the lowest. */
export function broken(tones: readonly number[], figure: readonly number[]): number[] {
  return figure.map((place) => tones[Math.min(place, tones.length - 1)] as number);
}

/**
 * A melody with the chord of its place under each note.
 *
 * @param chords evenly spread over the passage
 * @param notes how many a stroke becomes, the melody's among them; 1 leaves it as it is
 */
export function harmonised(
  passage: Passage,
  chords: readonly Chord[],
  notes: (stroke: Stroke) => number,
): Passage {
  return withPitches(passage, (stroke) => {
    const place = Math.floor((stroke.atBeats / passage.lengthBeats) * chords.length + 1e-9);
    const chord = chords[Math.min(place, chords.length - 1)] as Chord;
    return chordUnder(chord, { top: topOf(stroke), notes: notes(stroke) });
  });
}

/** The passage with the octave below the top note of each stroke as its lowest. */
export function inOctaves(passage: Passage): Passage {
  return withPitches(passage, (stroke) => {
    const octave = topOf(stroke) - 12;
    return [octave, ...stroke.pitches.filter((pitch) => pitch > octave)];
  });
}

/** The passage with the third of the scale above each top note. */
export function inThirds(passage: Passage, scale: Scale): Passage {
  return withPitches(passage, (stroke) => [
    ...stroke.pitches,
    pitchAt(scale, degreeNear(scale, topOf(stroke)) + 2),
  ]);
}

function withPitches(passage: Passage, pitches: (stroke: Stroke) => readonly number[]): Passage {
  const strokes = passage.strokes.map((stroke) => ({ ...stroke, pitches: pitches(stroke) }));
  return { ...passage, strokes };
}

function topOf({ pitches }: Stroke): number {
  return pitches.at(-1) as number;
}
