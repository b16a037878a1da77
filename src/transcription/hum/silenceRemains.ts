import { BLOCK_SAMPLES } from './steadyPart.js';

/**
 * Subtraction leaves 42 to 75 dB below a pure hum, which the network, to whom each window is equally loud, takes for
 * notes at the pitch of the hum. Music so far below a hum is lost.
 */
const REMAINS_DECIBELS = -40;

/**
 * Fades out blocks in which next to nothing is left beside what was subtracted, in place.
 *
 * @param clean what is left of the samples
 * @param samples mono, 22,050 Hz, of equal length, as they were before the subtraction
 */
export function silenceRemains(clean: Float32Array, samples: Float32Array): void {
  const blocks = Math.ceil(samples.length / BLOCK_SAMPLES);
  const gains = Array.from({ length: blocks }, (_, block) =>
    isRemains(clean, samples, block * BLOCK_SAMPLES) ? 0 : 1,
  );
  for (let n = 0; n < clean.length; n++) {
    const block = Math.floor(n / BLOCK_SAMPLES);
    const offset = (n + 0.5) / BLOCK_SAMPLES - block - 0.5;
    const own = gains[block] as number;
    const other = gains[block + Math.sign(offset)] ?? own;
    // A block that is kept stays whole; the fade lies in its neighbour.
    const gain = own === 1 ? 1 : Math.max(0, 2 * Math.abs(offset) * other);
    if (gain < 1) clean[n] = gain * (clean[n] as number);
  }
}

function isRemains(clean: Float32Array, samples: Float32Array, from: number): boolean {
  let left = 0;
  let subtracted = 0;
  for (let n = from; n < Math.min(samples.length, from + BLOCK_SAMPLES); n++) {
    left += (clean[n] as number) ** 2;
    subtracted += ((samples[n] as number) - (clean[n] as number)) ** 2;
  }
  return left < 10 ** (REMAINS_DECIBELS / 10) * subtracted;
}
