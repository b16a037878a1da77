/** How often each bin was met. */
export type Histogram = ReadonlyMap<number, number>;

/** Counts one more in a bin, or so many. */
export function countIn(histogram: Map<number, number>, bin: number, count = 1): void {
  histogram.set(bin, (histogram.get(bin) ?? 0) + count);
}

/** The area that two histograms share, Σ min(p, q), 0–1; 1 where both are empty, 0 where one is. */
export function overlappingArea(a: Histogram, b: Histogram): number {
  const [totalA, totalB] = [totalOf(a), totalOf(b)];
  if (totalA === 0 && totalB === 0) return 1;
  if (totalA === 0 || totalB === 0) return 0;
  let area = 0;
  for (const [bin, count] of a) area += Math.min(count / totalA, (b.get(bin) ?? 0) / totalB);
  return area;
}

function totalOf(histogram: Histogram): number {
  let total = 0;
  for (const count of histogram.values()) total += count;
  return total;
}
