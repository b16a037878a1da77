import { lowerBound } from '../../math/lowerBound.js';
import { hertzOf } from './harmonicFamilies.js';
import type { SpectralPeak, SteadyTone } from './steadyTones.js';

/** Harmonics of a note up to here are told by the lower ones: the 7th is 0.31 semitones out of tune, the 11th 0.49, the 13th 0.41. */
const HIGHEST_MULTIPLE = 16;

/** Of the first so many harmonics of the note this many are there, louder than the tone. */
const LOWER_HARMONICS = 3;
const FEWEST_LOWER = 2;

/** In this share of the tone's frames. */
const LEAST_SHARE = 0.6;

/** Stiff strings stretch their harmonics: the 7th of a piano's middle octaves by up to 1 %. */
const STRETCH_SHARE = 0.01;
const TOLERANCE_SHARE = 0.002;

/**
 * Whether a steady tone is a harmonic of a note that is held for most of its time. The 7th and 11th lie between two semitones, and where a
 * sampler loops its samples they neither fade nor waver, while the lower ones of several notes beat against one another.
 *
 * @param frames the spectral peaks of each, rising
 */
export function isPlayedOvertone(
  tone: SteadyTone,
  frames: readonly (readonly SpectralPeak[])[],
): boolean {
  const hertz = hertzOf(tone);
  for (let multiple = LOWER_HARMONICS + 1; multiple <= HIGHEST_MULTIPLE; multiple++) {
    const held = tone.frames.filter((frame) => {
      const peaks = frames[frame] ?? [];
      let lower = 0;
      for (let harmonic = 1; harmonic <= LOWER_HARMONICS; harmonic++) {
        if (hasPeak(peaks, (hertz * harmonic) / multiple, tone.decibels)) lower++;
      }
      return lower >= FEWEST_LOWER;
    });
    if (held.length >= LEAST_SHARE * tone.frames.length) return true;
  }
  return false;
}

function hasPeak(peaks: readonly SpectralPeak[], hertz: number, decibels: number): boolean {
  const from = hertz * (1 - STRETCH_SHARE);
  const to = hertz * (1 + TOLERANCE_SHARE);
  for (
    let i = lowerBound(peaks.length, (at) => (peaks[at] as SpectralPeak).hertz < from);
    i < peaks.length && (peaks[i] as SpectralPeak).hertz <= to;
    i++
  ) {
    if ((peaks[i] as SpectralPeak).decibels > decibels) return true;
  }
  return false;
}
