import { MirrorError } from '../src/errors.js';
import { pitchClassNamed } from './theory.js';

/** A harmony before it is voiced: pitch classes 0–11, the root first, and the one in the bass. */
export interface Chord {
  readonly pitchClasses: readonly number[];
  readonly bass: number;
}

/** Semitones above the root, by the suffix a lead sheet would print. */
const QUALITIES: Readonly<Record<string, readonly number[]>> = {
  '': [0, 4, 7],
  m: [0, 3, 7],
  5: [0, 7],
  6: [0, 4, 7, 9],
  m6: [0, 3, 7, 9],
  7: [0, 4, 7, 10],
  m7: [0, 3, 7, 10],
  maj7: [0, 4, 7, 11],
  9: [0, 4, 10, 2],
  m9: [0, 3, 7, 10, 2],
  maj9: [0, 4, 7, 11, 2],
  13: [0, 4, 10, 9],
  add9: [0, 4, 7, 2],
  madd9: [0, 3, 7, 2],
  sus2: [0, 2, 7],
  sus4: [0, 5, 7],
  '7sus4': [0, 5, 7, 10],
  dim: [0, 3, 6],
  dim7: [0, 3, 6, 9],
  m7b5: [0, 3, 6, 10],
  aug: [0, 4, 8],
  quartal: [0, 5, 10, 3],
};

/**
 * A chord as a lead sheet writes it, with the bass after a stroke if it is not the root.
 * @throws MirrorError `usage` for a quality that is not in the table
 * @example chordNamed('Dm7/F') // { pitchClasses: [2, 5, 9, 0], bass: 5 }
 */
export function chordNamed(name: string): Chord {
  const [, root = '', quality = '', bass] = /^([A-G][#b]*)([^/]*)(?:\/(.+))?$/.exec(name) ?? [];
  const intervals = QUALITIES[quality];
  if (root === '' || intervals === undefined) {
    throw new MirrorError('usage', `Expected a chord such as C, Dm7 or G7/B but received ${name}.`);
  }
  const rootPitchClass = pitchClassNamed(root);
  return {
    pitchClasses: intervals.map((interval) => (rootPitchClass + interval) % 12),
    bass: bass === undefined ? rootPitchClass : pitchClassNamed(bass),
  };
}

/** Chords in a row, written with spaces between them. */
export function chordsNamed(names: string): Chord[] {
  return names.split(' ').map(chordNamed);
}

/** The lowest pitch from `lowest` upward that puts the chord's bass note at the bottom. */
export function bassPitch(chord: Chord, lowest: number): number {
  return lowest + ((((chord.bass - lowest) % 12) + 12) % 12);
}
