import { ATTACK_FRAMES } from './candidates.js';
import { decibels } from './decibels.js';
import { largestOver, type Posteriorgrams } from './posteriorgrams.js';
import { PITCH_COUNT } from './spectrum.js';

/** Semitones from a note to its first four partials. */
const PARTIALS = [0, 12, 19, 24];

/**
 * Instruments give higher notes less power for the same velocity. Of 0, 0.09, 0.13, 0.17 and 0.22 dB a semitone the
 * last two gave the best rank correlation with the true velocities of 48 takes (0.81), none 0.71.
 */
const DECIBELS_A_SEMITONE = 0.17;

/** The key in the middle, to which nothing is added: C4. */
const MIDDLE_KEY = 39;

/** General MIDI's law: dB = 40 × log10(velocity ÷ 127). The recordings' own slope was 45 (median of 48 takes). */
const DECIBELS_A_DECADE = 40;

/** The level of a note of amplitude 1, whatever it is: velocities do not depend on it. */
const UNIT_DECIBELS = 22;

/**
 * The amplitude of a note from how strong the sound is when it begins: half from its own partials, half from
 * everything that sounds with it, which tells a note of a loud chord from one of a soft one (rank correlation
 * with the true velocities 0.69, of its partials alone 0.65, of its own pitch alone 0.63).
 *
 * @returns above 0; a recording that is twice as loud has each of its notes stronger by one factor
 */
export function amplitudeOf(
  powers: Posteriorgrams['powers'],
  { key, frame }: { readonly key: number; readonly frame: number },
): number {
  const attack = [frame + ATTACK_FRAMES[0], frame + ATTACK_FRAMES[1]] as const;
  const powerOf = (keys: readonly number[]) =>
    decibels(keys.reduce((sum, other) => sum + largestOver(powers, other, attack), 0));
  const level = (powerOf(PARTIALS.map((step) => key + step)) + powerOf(ALL_KEYS)) / 2;
  const unit = UNIT_DECIBELS - DECIBELS_A_SEMITONE * (key - MIDDLE_KEY);
  return 10 ** ((level - unit) / DECIBELS_A_DECADE);
}

const ALL_KEYS = Array.from({ length: PITCH_COUNT }, (_, key) => key);
