import { MirrorError } from '../src/errors.js';

/** A scale from its tonic upward; `steps` are semitones above the tonic, the first one 0. */
export interface Scale {
  readonly tonic: number;
  readonly steps: readonly number[];
}

const SCALE_STEPS: Readonly<Record<string, readonly number[]>> = {
  major: [0, 2, 4, 5, 7, 9, 11],
  dorian: [0, 2, 3, 5, 7, 9, 10],
  phrygian: [0, 1, 3, 5, 7, 8, 10],
  lydian: [0, 2, 4, 6, 7, 9, 11],
  mixolydian: [0, 2, 4, 5, 7, 9, 10],
  minor: [0, 2, 3, 5, 7, 8, 10],
  'harmonic minor': [0, 2, 3, 5, 7, 8, 11],
  pentatonic: [0, 2, 4, 7, 9],
  'minor pentatonic': [0, 3, 5, 7, 10],
  'in-sen': [0, 1, 5, 7, 10],
  hirajoshi: [0, 2, 3, 7, 8],
  'whole tone': [0, 2, 4, 6, 8, 10],
  octatonic: [0, 1, 3, 4, 6, 7, 9, 10],
};

const LETTERS: Readonly<Record<string, number>> = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 };

/**
 * A scale by its usual name: a note, a space, and a name in the table above.
 * @throws MirrorError `usage` for a note or scale nobody wrote down here
 * @example scaleNamed('D dorian') // { tonic: 2, steps: [0, 2, 3, 5, 7, 9, 10] }
 */
export function scaleNamed(name: string): Scale {
  const space = name.indexOf(' ');
  const steps = SCALE_STEPS[name.slice(space + 1)];
  if (steps === undefined)
    throw new MirrorError('usage', `Expected a scale such as D dorian but received ${name}.`);
  return { tonic: pitchClassNamed(name.slice(0, space)), steps };
}

/**
 * The pitch class, 0–11 from C, of a note name with any accidentals.
 *
 * @throws MirrorError `usage` for anything else
 * @example pitchClassNamed('Bb') // 10
 */
export function pitchClassNamed(name: string): number {
  const letter = LETTERS[name.charAt(0)];
  if (letter === undefined || !/^[A-G][#b]*$/.test(name)) {
    throw new MirrorError('usage', `Expected a note such as C, F# or Bb but received ${name}.`);
  }
  const sharps = name.split('#').length - 1;
  const flats = name.split('b').length - 1;
  return (letter + sharps - flats + 12) % 12;
}

/**
 * The pitch of a degree of the scale; degree 0 is the tonic from middle C upward, −1 the note below it.
 * @example pitchAt(scaleNamed('D dorian'), 7) // 74, the D an octave up
 */
export function pitchAt(scale: Scale, degree: number): number {
  const octave = Math.floor(degree / scale.steps.length);
  const step = scale.steps[degree - octave * scale.steps.length] as number;
  return 60 + scale.tonic + 12 * octave + step;
}

/** The degree of the scale whose pitch lies nearest to `pitch`; the lower one on a tie. */
export function degreeNear(scale: Scale, pitch: number): number {
  let degree = Math.floor(((pitch - 60 - scale.tonic) / 12) * scale.steps.length) - 2;
  while (Math.abs(pitchAt(scale, degree + 1) - pitch) < Math.abs(pitchAt(scale, degree) - pitch)) {
    degree++;
  }
  return degree;
}

/** All pitches of the scale from `lowest` to `highest`, rising. */
export function pitchesWithin(scale: Scale, lowest: number, highest: number): number[] {
  const pitches: number[] = [];
  for (let pitch = lowest; pitch <= highest; pitch++) {
    if (scale.steps.includes((((pitch - scale.tonic) % 12) + 12) % 12)) pitches.push(pitch);
  }
  return pitches;
}

/**
 * The pitch nearest to `pitch` that belongs to one of the pitch classes; the lower one on a tie.
 *
 * @throws MirrorError `usage` without pitch classes
 */
export function nearestPitch(pitchClasses: readonly number[], pitch: number): number {
  for (let distance = 0; distance < 12; distance++) {
    for (const candidate of [pitch - distance, pitch + distance]) {
      if (pitchClasses.includes(((candidate % 12) + 12) % 12)) return candidate;
    }
  }
  throw new MirrorError('usage', 'Expected at least one pitch class, 0 to 11, but received none.');
}
