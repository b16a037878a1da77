import { MirrorError } from '../errors.js';
import type { SoundedNote } from './beats.js';

/** Some thirty years: on a clock that shows more, a double no longer tells a tenth of a microsecond. */
const MOST_SECONDS = 1e9;

/** What the fields of a note may hold. A note may begin before second 0, as one does whose ticks were rounded. */
const RANGES = {
  pitch: { least: 0, most: 127 },
  startSeconds: { least: -MOST_SECONDS, most: MOST_SECONDS },
  durationSeconds: { least: 0, most: MOST_SECONDS },
  velocity: { least: 1, most: 127 },
} as const;

/**
 * Checks notes once, at the door.
 *
 * @throws MirrorError `input` for the first note with a field that cannot be
 */
export function checkNotes(notes: readonly SoundedNote[]): void {
  for (const [i, note] of notes.entries()) {
    for (const field of ['pitch', 'startSeconds', 'durationSeconds', 'velocity'] as const) {
      const { least, most } = RANGES[field];
      // Written so that NaN and texts of digits are refused too.
      const value: unknown = note[field];
      if (!(typeof value === 'number' && value >= least && value <= most)) {
        throw new MirrorError(
          'input',
          `Expected notes[${i}].${field} to be a number from ${least} to ${most} but received ${value}. Leave the note out or correct it.`,
        );
      }
    }
  }
}
