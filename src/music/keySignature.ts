import { estimateKey, type KeyEstimate, type KeyMode, outsideKey, tonicOf } from './key.js';
import { type Note, pitchClassOf } from './note.js';

/** The key that music is written in. */
export interface KeySignature {
  /** 0–11, 0 is C: of the key itself, so A minor has 9. */
  readonly tonic: number;
  readonly mode: KeyMode;
}

/** Below this correlation with the key's profile, it is not clear that music is in that key. */
const SIGNATURE_CLARITY = 0.6;

/** One or two notes fit many keys, and correlate well with some. */
const LEAST_PITCH_CLASSES = 3;

/**
 * With more of its sound than this outside of the key's seven notes, a signature would call for more accidentals than it saves:
 * the four sample rooms have 0.01 to 0.10, and 0.21 to 0.39 where each object keeps a key of its own; all twelve pitch classes
 * alike have 0.42.
 */
const MOST_OUTSIDE = 0.2;

/**
 * The key signature that a piece's notes ask for.
 *
 * @param composedIn the key that they were composed in, where they were; else the likeliest
 * @returns undefined where the piece has no clear key, or no notes
 */
export function keySignatureOf(
  notes: readonly Note[],
  composedIn?: KeyEstimate,
): KeySignature | undefined {
  if (new Set(notes.map(({ pitch }) => pitchClassOf(pitch))).size < LEAST_PITCH_CLASSES)
    return undefined;
  const key = composedIn ?? estimateKey(notes);
  if (key === undefined || key.clarity < SIGNATURE_CLARITY) return undefined;
  if (outsideKey(notes, key.relativeMajor) > MOST_OUTSIDE) return undefined;
  return { tonic: tonicOf(key), mode: key.mode };
}

/** A key by its usual name. @example keyName({ tonic: 9, mode: 'minor' }) // 'A minor' */
export function keyName({ tonic, mode }: KeySignature): string {
  return `${TONIC_NAMES[mode][tonic]} ${mode}`;
}

/** From C up, each spelled with the fewer accidentals in its signature. */
const TONIC_NAMES = {
  major: 'C,D flat,D,E flat,E,F,F sharp,G,A flat,A,B flat,B'.split(','),
  minor: 'C,C sharp,D,E flat,E,F,F sharp,G,G sharp,A,B flat,B'.split(','),
};

/**
 * The signature as a number on the circle of fifths: sharps above 0, flats below. Of six sharps and six flats, F sharp major has
 * the former and E flat minor the latter, as their names say.
 *
 * @returns −6 to 6
 * @example fifthsOf({ tonic: 9, mode: 'major' }) // 3: A major has three sharps
 */
export function fifthsOf({ tonic, mode }: KeySignature): number {
  const majorTonic = mode === 'minor' ? tonic + 3 : tonic;
  const fifths = ((7 * majorTonic + 6) % 12) - 6;
  return fifths === -6 && mode === 'major' ? 6 : fifths;
}
