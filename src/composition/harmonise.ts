import { estimateKey, semitonesBetween } from '../music/key.js';
import type { Note } from '../music/note.js';

/** Below this the notes are in no key worth moving for: a drone, a cluster, a single pitch. */
const CLEAR_KEY = 0.5;

/**
 * Brings every part to the key of the first by the smallest transposition; a part in no clear key
 * stays where it is.
 *
 * @param parts notes of each part, the largest object's first
 * @returns semitones to move each part by, −5 to 6; 0 for the first
 */
export function semitonesToHarmonise(parts: readonly (readonly Note[])[]): number[] {
  const keys = parts.map((notes) => estimateKey(notes));
  const home = keys[0];
  if (home === undefined || home.clarity < CLEAR_KEY) return parts.map(() => 0);
  return keys.map((key) =>
    key === undefined || key.clarity < CLEAR_KEY ? 0 : semitonesBetween(key.tonic, home.tonic),
  );
}
