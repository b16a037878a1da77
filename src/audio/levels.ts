import type { StereoBlock } from './stereoBlock.js';

/** The highest sample of a rendered file in dB below full scale: no player clips it, nor does a lossy copy soon. */
export const PEAK_DB = -1;

/** The largest distance from zero of any sample. */
export function peakOf({ left, right }: StereoBlock): number {
  let peak = 0;
  for (const samples of [left, right]) {
    for (let index = 0; index < samples.length; index++) {
      const level = Math.abs(samples[index] as number);
      if (level > peak) peak = level;
    }
  }
  return peak;
}

/** The factor that brings a peak to −1 dBFS; silence stays as it is. */
export function normalisingGain(peak: number): number {
  return peak > 0 ? 10 ** (PEAK_DB / 20) / peak : 1;
}

/** A factor in decibels; −∞ for 0. */
export function decibels(factor: number): number {
  return 20 * Math.log10(factor);
}
