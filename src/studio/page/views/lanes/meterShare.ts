import { clamp } from '../../../../math/clamp.js';

/** What a meter shows at its left end. */
const LEAST_DB = -54;

/**
 * How much of a meter a level fills, 0–1 with three decimals: −54 dB and less nothing, 0 dB all of it.
 *
 * @param level of the sound, an amplitude from 0 on; 1 is full scale
 * @example meterShare(0.0446) // 0.5: −27 dB
 */
export function meterShare(level: number): number {
  const db = 20 * Math.log10(Math.max(level, 1e-6));
  return Number(clamp(1 - db / LEAST_DB, 0, 1).toFixed(3));
}
