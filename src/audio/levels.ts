import type { StereoBlock } from './stereoBlock.js';

/** The highest sample of a rendered file in dB below full scale: no player clips it, nor does a lossy copy soon. */
const PEAK_DB = -1;

/** The largest distance of any sample from zero; NaN if any sample is NaN. */
export function peakOf(samples: Float32Array): number {
  let peak = 0;
  for (let index = 0; index < samples.length; index++) {
    const level = Math.abs(samples[index] as number);
    // Written so that NaN, which is neither above nor below anything, gets through.
    if (!(level <= peak)) {
      if (Number.isNaN(level)) return level;
      peak = level;
    }
  }
  return peak;
}

/** The same of both channels. */
export function stereoPeakOf({ left, right }: StereoBlock): number {
  return Math.max(peakOf(left), peakOf(right));
}

/** The factor that brings a peak to −1 dBFS; silence stays as it is. */
export function normalisingGain(peak: number): number {
  return peak > 0 ? 10 ** (PEAK_DB / 20) / peak : 1;
}

/** A factor in decibels; −∞ for 0. */
export function decibels(factor: number): number {
  return 20 * Math.log10(factor);
}
