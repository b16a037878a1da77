import { estimateKey, type KeyEstimate, outsideKey } from '../../music/key.js';
import type { Note } from '../../music/note.js';

/** Below this the notes are in no key worth following: a drone, a cluster, a single pitch. */
const COMMON_KEY_CLARITY = 0.5;

/** A part moves only if that brings this share of its music into the key: a cluster stays one anywhere. */
const WORTH_MOVING = 0.1;

/** Transpositions that leave no more than this share outside, beyond the best, do as well as the best. */
const AS_GOOD = 0.05;

/** Of a part with this share of its music outside of the key, harmony asks nothing: that is how it was recorded. */
const OUT_OF_KEY = 0.4;

/** Semitones by which a part may come into a key. */
export const MOVES: readonly number[] = Array.from({ length: 12 }, (_, i) => i - 5);

/** A key that others can follow, and whose it is. */
export interface CommonKey {
  readonly key: KeyEstimate;
  /** The key whose tonic the piece closes on, where it is heard in another one than it can be played for. */
  readonly home?: KeyEstimate;
  /** Index of the part that is in `key` as it was recorded. */
  readonly leader: number;
}

/** The key that a piece is heard in, closes in and is written in. */
export function homeOf({ key, home = key }: CommonKey): KeyEstimate {
  return home;
}

/** How a part fits into the common key. */
export interface Tuning {
  /** Semitones to move it by, −5 to 6; 0 for the part whose key it is. */
  readonly semitones: number;
  /** How far it follows the common harmony: 1 for one in the key, 0 for one recorded out of any. */
  readonly strength: number;
}

/** Parts that each keep their own key. */
export const UNTUNED: Tuning = { semitones: 0, strength: 0 };

/**
 * The key of a piece: that of the first part that is clearly in one.
 *
 * @param parts notes of each part, the largest voice's first
 * @returns undefined where no part is in one
 */
export function commonKey(parts: readonly (readonly Note[])[]): CommonKey | undefined {
  for (const [leader, notes] of parts.entries()) {
    const key = clearKey(notes);
    if (key) return { key, leader };
  }
  return undefined;
}

/** The key that notes are clearly in. */
export function clearKey(notes: readonly Note[]): KeyEstimate | undefined {
  const key = estimateKey(notes);
  return key !== undefined && key.clarity >= COMMON_KEY_CLARITY ? key : undefined;
}

/**
 * How parts come into a key: the leader is in it, the others move by the smallest transposition that brings them into it. How much
 * of a part sounds outside of the key decides, since its own key can be a matter of taste and its notes are not.
 *
 * @param parts notes of each part, untransposed
 */
export function tuneParts(
  parts: readonly (readonly Note[])[],
  { key, leader }: CommonKey,
): Tuning[] {
  return parts.map((notes, i) => {
    const semitones = i === leader ? 0 : smallestInto(key.relativeMajor, notes);
    return tuningBy(notes, { relativeMajor: key.relativeMajor, semitones });
  });
}

/**
 * The tuning of a part that moves by some semitones.
 *
 * @param notes of the part, untransposed
 * @param options.relativeMajor of the common key, 0–11
 */
export function tuningBy(
  notes: readonly Note[],
  { relativeMajor, semitones }: { readonly relativeMajor: number; readonly semitones: number },
): Tuning {
  const outside = outsideKey(notes, relativeMajor - semitones);
  return { semitones, strength: Math.max(0, 1 - outside / OUT_OF_KEY) };
}

function smallestInto(relativeMajor: number, notes: readonly Note[]): number {
  const moves = MOVES.map((semitones) => ({
    semitones,
    outside: outsideKey(notes, relativeMajor - semitones),
  }));
  const least = Math.min(...moves.map(({ outside }) => outside));
  if (outsideKey(notes, relativeMajor) - least < WORTH_MOVING) return 0;
  const [smallest] = moves
    .filter(({ outside }) => outside <= least + AS_GOOD)
    .sort((a, b) => Math.abs(a.semitones) - Math.abs(b.semitones));
  return smallest?.semitones ?? 0;
}
