/** A feature map of which the mean over any box takes the same short time. */
export interface SummedMap {
  /**
   * Adds the mean of the cells under a box to a vector; a cell that is covered in part counts in part.
   * @param box edges in shares of the map; outside of it there is nothing to add
   * @param mean [length]; stays as it is for a box without area on the map
   */
  readonly addMean: (box: MapBox, mean: Float32Array) => void;
}

interface MapBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * Sums a map over all rectangles that begin at its top left corner (Crow 1984, «Summed-area tables for texture mapping»).
 * Between the corners of cells such a sum is bilinear, so the sum over a box that ends within cells is exact.
 *
 * @param map [side, side, length]
 * @param options.sums [(side + 1)² · length], to write into: it belongs to the map from then on; by default it is made
 */
export function openSummedMap(
  map: Float32Array,
  options: { readonly side: number; readonly length: number; readonly sums?: Float64Array },
): SummedMap {
  const { side, length, sums = new Float64Array((side + 1) ** 2 * length) } = options;
  sumUp(map, { side, length, sums });
  const row = (side + 1) * length;
  const addCorner = (x: number, y: number, weight: number, sum: Float64Array) => {
    const column = Math.min(side - 1, Math.floor(x));
    const line = Math.min(side - 1, Math.floor(y));
    const across = x - column;
    const down = y - line;
    const topLeft = weight * (1 - across) * (1 - down);
    const topRight = weight * across * (1 - down);
    const bottomLeft = weight * (1 - across) * down;
    const bottomRight = weight * across * down;
    let at = line * row + column * length;
    for (let i = 0; i < length; i++, at++) {
      sum[i] =
        (sum[i] as number) +
        topLeft * (sums[at] as number) +
        topRight * (sums[at + length] as number) +
        bottomLeft * (sums[at + row] as number) +
        bottomRight * (sums[at + row + length] as number);
    }
  };
  // Small differences of large sums: rounded to single precision at the end only.
  const total = new Float64Array(length);
  return {
    addMean: (box, mean) => {
      const left = inside(box.left * side, side);
      const right = inside(box.right * side, side);
      const top = inside(box.top * side, side);
      const bottom = inside(box.bottom * side, side);
      const area = (right - left) * (bottom - top);
      if (!(area > 0)) return;
      total.set(mean);
      addCorner(right, bottom, 1 / area, total);
      addCorner(left, bottom, -1 / area, total);
      addCorner(right, top, -1 / area, total);
      addCorner(left, top, 1 / area, total);
      mean.set(total);
    },
  };
}

/** Into [side + 1, side + 1, length], in double precision, for differences of large sums are taken of it. */
function sumUp(
  map: Float32Array,
  {
    side,
    length,
    sums,
  }: { readonly side: number; readonly length: number; readonly sums: Float64Array },
): void {
  const row = (side + 1) * length;
  // Nothing lies above the first row, nor to the left of the first column.
  for (let i = 0; i < row; i++) sums[i] = 0;
  for (let y = 1; y <= side; y++) for (let i = 0; i < length; i++) sums[y * row + i] = 0;
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const cell = (y * side + x) * length;
      const at = (y + 1) * row + (x + 1) * length;
      for (let i = 0; i < length; i++) {
        sums[at + i] =
          (map[cell + i] as number) +
          (sums[at + i - length] as number) +
          (sums[at + i - row] as number) -
          (sums[at + i - row - length] as number);
      }
    }
  }
}

function inside(value: number, side: number): number {
  return Math.min(side, Math.max(0, value));
}
