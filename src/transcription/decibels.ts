/** 90 dB below a power of 1 there is nothing to hear. */
const INAUDIBLE = 1e-9;

/** The level of a power, 0 for 1 and −90 for nothing. */
export function decibels(power: number): number {
  return 10 * Math.log10(power + INAUDIBLE);
}
