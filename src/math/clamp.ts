/** A value brought into a range, both ends included; NaN stays NaN. @example clamp(130, 1, 127) // 127 */
export function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
