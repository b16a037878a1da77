/** The middle one of some values, not empty; the upper of the two in the middle where their number is even. */
export function median(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[sorted.length >> 1] as number;
}
