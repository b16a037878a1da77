/**
 * The first of so many indices that is not below something, by halving; `length` if all are below.
 *
 * @param isBelow true for the first indices, false for all that follow
 * @example lowerBound(3, (i) => [1, 2, 4][i] < 2) // 1
 */
export function lowerBound(length: number, isBelow: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBelow(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
