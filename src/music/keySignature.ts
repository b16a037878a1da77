import { estimateKey, type KeyMode, outsideKey } from './key.js';
import type { Note } from './note.js';

/** The key that music is written in. */
export interface KeySignature {
  /** 0–11, 0 is C: of the key itself, so A minor has 9. */
  readonly tonic: number;
  readonly mode: KeyMode;
}

/** Below this correlation with the key's profile, the music is hardly in any key. */
const CLEAR_KEY = 0.5;

/**
 * With more of its sound than this outside of the key's seven notes, a signature would call for more accidentals than it saves:
 * the four sample rooms have 0.01 to 0.10, and 0.21 to 0.39 where each object keeps a key of its own; all twelve pitch classes
 * alike have 0.42.
 */
const MOST_OUTSIDE = 0.2;

/**
 * The key signature that a piece's notes ask for.
 *
 * @returns undefined where the piece has no clear key, or no notes
 */
export function keySignatureOf(notes: readonly Note[]): KeySignature | undefined {
  const key = estimateKey(notes);
  if (key === undefined || key.clarity < CLEAR_KEY) return undefined;
  if (outsideKey(notes, key.tonic) > MOST_OUTSIDE) return undefined;
  const { mode } = key;
  return { tonic: mode === 'minor' ? (key.tonic + 9) % 12 : key.tonic, mode };
}

/**
 * The signature as a number on the circle of fifths: sharps above 0, flats below; six flats rather than six sharps.
 *
 * @returns −6 to 5
 * @example fifthsOf({ tonic: 9, mode: 'major' }) // 3: A major has three sharps
 */
export function fifthsOf({ tonic, mode }: KeySignature): number {
  const majorTonic = mode === 'minor' ? tonic + 3 : tonic;
  return ((7 * majorTonic + 6) % 12) - 6;
}
