import { mean } from '../math/mean.js';
import { type Note, pitchClassOf } from './note.js';

export type KeyMode = 'major' | 'minor';

/** A key that was estimated from notes. */
export interface KeyEstimate {
  /** Tonic of the major key with the same notes, 0–11, 0 is C: A minor has 0. `tonicOf` has the key's own tonic. */
  readonly relativeMajor: number;
  /** Which of the two keys that share these notes it is. */
  readonly mode: KeyMode;
  /** Correlation with the key's profile, −1 to 1; under about 0.5 the music is hardly in any key. */
  readonly clarity: number;
}

/**
 * How well each degree fits a key, from C up: listeners' ratings of probe tones (Krumhansl and
 * Kessler 1982, «Tracing the dynamic changes in perceived tonal organization», table 2).
 */
const MAJOR_PROFILE = [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88];
const MINOR_PROFILE = [6.33, 2.68, 3.52, 5.38, 2.6, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17];

const MAJOR_SCALE = [0, 2, 4, 5, 7, 9, 11];

/**
 * The key that notes are most likely in: the best correlation of how long each pitch class sounds
 * with the profiles of the 24 keys (Krumhansl and Schmuckler's algorithm).
 *
 * @returns undefined when there are no notes, or all pitch classes sound equally long
 */
export function estimateKey(notes: readonly Note[]): KeyEstimate | undefined {
  const sounding = new Array<number>(12).fill(0);
  for (const { pitch, durationTicks } of notes) {
    sounding[pitch % 12] = (sounding[pitch % 12] as number) + durationTicks;
  }
  let best: KeyEstimate | undefined;
  for (let tonic = 0; tonic < 12; tonic++) {
    const fromTonic = sounding.map((_, degree) => sounding[(tonic + degree) % 12] as number);
    const keys: readonly KeyEstimate[] = [
      { relativeMajor: tonic, mode: 'major', clarity: correlation(fromTonic, MAJOR_PROFILE) },
      {
        relativeMajor: (tonic + 3) % 12,
        mode: 'minor',
        clarity: correlation(fromTonic, MINOR_PROFILE),
      },
    ];
    for (const key of keys) {
      if (key.clarity > (best?.clarity ?? -1)) best = key;
    }
  }
  return best;
}

/**
 * The tonic of a key, 0–11, 0 is C; that of a minor key is the sixth degree of its relative major.
 *
 * @example tonicOf({ relativeMajor: 0, mode: 'minor', clarity: 1 }) // 9: A minor
 */
export function tonicOf({ relativeMajor, mode }: Omit<KeyEstimate, 'clarity'>): number {
  return mode === 'minor' ? (relativeMajor + 9) % 12 : relativeMajor;
}

/**
 * Share of the time that notes sound outside of a key's seven pitch classes, 0–1; 0 for no notes.
 *
 * @param relativeMajor 0–11, tonic of the major key with the same notes
 * @example outsideKey([{ pitch: 66, ... }], 0) // 1: F sharp is not in C major
 */
export function outsideKey(notes: readonly Note[], relativeMajor: number): number {
  let outside = 0;
  let total = 0;
  for (const { pitch, durationTicks } of notes) {
    if (!isInKey(pitch, relativeMajor)) outside += durationTicks;
    total += durationTicks;
  }
  return total > 0 ? outside / total : 0;
}

/**
 * Whether a pitch is one of a key's seven.
 *
 * @param pitch MIDI key number or pitch class
 * @param relativeMajor 0–11, tonic of the major key with the same notes
 * @example isInKey(66, 0) // false: F sharp is not in C major
 */
export function isInKey(pitch: number, relativeMajor: number): boolean {
  return MAJOR_SCALE.includes(pitchClassOf(pitch - relativeMajor));
}

/**
 * How much less stable a pitch class is in a key than its tonic: the difference of listeners' ratings of probe tones, 0–4.2.
 *
 * @example instability(7, { relativeMajor: 0, mode: 'major', clarity: 1 }) // 1.16: the fifth of C major
 */
export function instability(pitchClass: number, key: KeyEstimate): number {
  const profile = key.mode === 'major' ? MAJOR_PROFILE : MINOR_PROFILE;
  return (profile[0] as number) - (profile[pitchClassOf(pitchClass - tonicOf(key))] as number);
}

/** Pearson's correlation; −1 where either side has no variance, so that it is never the best. */
function correlation(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  let product = 0;
  let squareA = 0;
  let squareB = 0;
  for (let i = 0; i < a.length; i++) {
    const [da, db] = [(a[i] as number) - meanA, (b[i] as number) - meanB];
    product += da * db;
    squareA += da * da;
    squareB += db * db;
  }
  return squareA * squareB > 0 ? product / Math.sqrt(squareA * squareB) : -1;
}
