import { estimateKey, outsideKey } from '../music/key.js';
import type { Note } from '../music/note.js';

/** Below this the largest object's notes are in no key worth following: a drone, a cluster, a single pitch. */
const CLEAR_KEY = 0.5;

/** A part moves only if that brings this share of its music into the key: a cluster stays one anywhere. */
const WORTH_MOVING = 0.1;

/** Transpositions that leave no more than this share outside, beyond the best, do as well as the best. */
const AS_GOOD = 0.05;

/**
 * Brings every part to the key of the first by the smallest transposition that does: how much of a part
 * sounds outside of that key decides, since its own key can be a matter of taste and its notes are not.
 *
 * @param parts notes of each part, the largest voice's first
 * @returns semitones to move each part by, −5 to 6; 0 for the first
 */
export function semitonesToHarmonise(parts: readonly (readonly Note[])[]): number[] {
  const home = estimateKey(parts[0] ?? []);
  if (home === undefined || home.clarity < CLEAR_KEY) return parts.map(() => 0);
  return parts.map((notes, rank) => (rank === 0 ? 0 : smallestInto(home.tonic, notes)));
}

/**
 * What the piece can rest on: of the first part's key the tonic triads of major and relative minor, which share
 * two of their notes; undefined where that part is in no clear key.
 *
 * @returns pitch classes, 0–11
 * @example pitchesOfRest([notesInC]) // new Set([0, 4, 7, 9])
 */
export function pitchesOfRest(
  parts: readonly (readonly Note[])[],
): ReadonlySet<number> | undefined {
  const home = estimateKey(parts[0] ?? []);
  if (home === undefined || home.clarity < CLEAR_KEY) return undefined;
  return new Set([0, 4, 7, 9].map((semitones) => (home.tonic + semitones) % 12));
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
