import { type Listening, largest } from './listening.js';

/** Frames, counted from the note's, in which its loudest moment is looked for. */
const ATTACK = [-1, 6] as const;

/** Semitones from a note to its first four partials. */
const PARTIALS = [0, 12, 19, 24];

/** The level that becomes velocity 127, and how far below it a level becomes 12.7, by General MIDI's law. */
const FULL_DECIBELS = 0;
const DECIBELS_A_DECADE = 40;

/**
 * The velocity of a note from how strong its sound is when it begins: dB = 40 × log10(velocity ÷ 127), the law of
 * General MIDI, so that twice the distance in decibels in the recording is twice the distance in the notes.
 *
 * @returns a whole number, 1–127
 */
export function velocityOf(
  powers: Listening['powers'],
  { key, frame }: { readonly key: number; readonly frame: number },
): number {
  const attack = [frame + ATTACK[0], frame + ATTACK[1]] as const;
  const power = PARTIALS.reduce((sum, step) => sum + largest(powers, key + step, attack), 0);
  const decibels = 10 * Math.log10(power + Number.MIN_VALUE) - FULL_DECIBELS;
  return Math.round(Math.min(127, Math.max(1, 127 * 10 ** (decibels / DECIBELS_A_DECADE))));
}
