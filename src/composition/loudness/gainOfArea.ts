/** The quietest a part may be against the loudest, in dB: quieter ones would not be heard at all. */
const QUIETEST_GAIN_DB = -18;

/**
 * Loudness of a part: power follows area, 10 · log10(areaShare ÷ the largest areaShare).
 *
 * @returns −18 to 0 dB, in hundredths
 * @example gainOfArea(0.05, 0.2) // -6.02
 */
export function gainOfArea(areaShare: number, largestShare: number): number {
  const gainDb = 10 * Math.log10(areaShare / largestShare);
  return Math.round(Math.max(QUIETEST_GAIN_DB, gainDb) * 100) / 100;
}
