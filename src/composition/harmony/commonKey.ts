import { estimateKey, type KeyEstimate, outsideKey } from '../../music/key.js';
import type { Note } from '../../music/note.js';

/** Below this the notes are in no key worth following: a drone, a cluster, a single pitch. */
const CLEAR_KEY = 0.5;

/** A part moves only if that brings this share of its music into the key: a cluster stays one anywhere. */
const WORTH_MOVING = 0.1;

/** Transpositions that leave no more than this share outside, beyond the best, do as well as the best. */
const AS_GOOD = 0.05;

/** Of a part with this share of its music outside of the key, harmony asks nothing: that is how it was recorded. */
const OUT_OF_KEY = 0.4;

/** How a part fits into the common key. */
export interface Tuning {
  /** Semitones to move it by, −5 to 6; 0 for the part whose key it is. */
  readonly semitones: number;
  /** How far it follows the common harmony: 1 for one in the key, 0 for one recorded out of any. */
  readonly strength: number;
}

/**
 * The key of a piece and how each part comes into it: that of the first part that is clearly in one, to which the others move by
 * the smallest transposition that does. How much of a part sounds outside of that key decides, since its own key can be
 * a matter of taste and its notes are not.
 *
 * @param parts notes of each part, the largest voice's first
 * @returns without a key where no part is in one
 */
export function commonKey(parts: readonly (readonly Note[])[]): {
  readonly key: KeyEstimate | undefined;
  readonly tunings: readonly Tuning[];
} {
  const keys = parts.map(estimateKey);
  const leader = keys.findIndex((key) => key !== undefined && key.clarity >= CLEAR_KEY);
  const key = keys[leader];
  if (!key) return { key: undefined, tunings: parts.map(() => ({ semitones: 0, strength: 0 })) };
  const tunings = parts.map((notes, i): Tuning => {
    const semitones = i === leader ? 0 : smallestInto(key.tonic, notes);
    const outside = outsideKey(notes, key.tonic - semitones);
    return { semitones, strength: Math.max(0, 1 - outside / OUT_OF_KEY) };
  });
  return { key, tunings };
}

function smallestInto(tonic: number, notes: readonly Note[]): number {
  const moves = Array.from({ length: 12 }, (_, i) => {
    const semitones = i - 5;
    return { semitones, outside: outsideKey(notes, tonic - semitones) };
  });
  const least = Math.min(...moves.map(({ outside }) => outside));
  if (outsideKey(notes, tonic) - least < WORTH_MOVING) return 0;
  const [smallest] = moves
    .filter(({ outside }) => outside <= least + AS_GOOD)
    .sort((a, b) => Math.abs(a.semitones) - Math.abs(b.semitones));
  return smallest?.semitones ?? 0;
}
