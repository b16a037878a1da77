import { hertzOf } from './harmonicFamilies.js';
import type { SpectralPeak, SteadyTone } from './steadyTones.js';

/** Peaks in between tell the tuning; they must agree so far, 1 being all alike. */
const TUNING_HERTZ = [80, 2500] as const;
const LEAST_AGREEMENT = 0.25;

/**
 * How far what is played stands from A = 440 Hz, −0.5 to 0.5 semitones; steady tones have no say.
 *
 * @param frames the spectral peaks of each
 * @returns undefined where nothing is played, or in no tuning
 */
export function tuningOf(
  frames: readonly (readonly SpectralPeak[])[],
  tones: readonly SteadyTone[],
): number | undefined {
  const steady = tones.map(hertzOf);
  const isSteady = (hertz: number) => steady.some((each) => Math.abs(each - hertz) < 1);
  let cosine = 0;
  let sine = 0;
  let sum = 0;
  for (const { hertz, decibels } of frames.flat()) {
    if (hertz < TUNING_HERTZ[0] || hertz > TUNING_HERTZ[1] || isSteady(hertz)) continue;
    const weight = 10 ** (decibels / 20);
    const turn = 2 * Math.PI * semitonesOf(hertz);
    cosine += weight * Math.cos(turn);
    sine += weight * Math.sin(turn);
    sum += weight;
  }
  if (sum === 0 || Math.hypot(cosine, sine) / sum < LEAST_AGREEMENT) return undefined;
  return Math.atan2(sine, cosine) / (2 * Math.PI);
}

/** Semitones, 0 to 0.5, by which a tone is out of such a tuning. */
export function mistuning(hertz: number, tuning: number): number {
  const semitones = semitonesOf(hertz) - tuning;
  return Math.abs(semitones - Math.round(semitones));
}

function semitonesOf(hertz: number): number {
  return 12 * Math.log2(hertz / 440);
}
