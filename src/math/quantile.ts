/**
 * The value below which a share of some values lies, between two of them by linear interpolation (definition 7 of Hyndman and Fan 1996).
 *
 * @param values not empty
 * @param share 0–1
 * @example quantile([1, 2, 4], 0.75) // 3
 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] as number;
  const above = sorted[Math.ceil(place)] as number;
  return below + (above - below) * (place - Math.floor(place));
}
