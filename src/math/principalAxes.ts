/** The two directions in which points differ most. */
export interface PrincipalAxes {
  readonly mean: readonly number[];
  /** Unit vectors, the one of larger variance first; the second of one-dimensional points is zero. */
  readonly axes: readonly [readonly number[], readonly number[]];
  /** What share of the whole variance lies along each, 0–1; 0 for points that are all the same. */
  readonly shares: readonly [number, number];
}

/**
 * Principal components of points (Pearson 1901). An axis may point either way; the larger part of it is made
 * positive, so that equal points give equal axes.
 *
 * @param points [count, dimensions]
 */
export function principalAxes(points: Float32Array, dimensions: number): PrincipalAxes {
  const count = Math.max(1, points.length / dimensions);
  const range = Array.from({ length: dimensions }, (_, d) => d);
  const mean = range.map((d) => {
    let sum = 0;
    for (let at = d; at < points.length; at += dimensions) sum += points[at] as number;
    return sum / count;
  });
  const covariance = range.map((a) =>
    range.map((b) => {
      let sum = 0;
      for (let at = 0; at < points.length; at += dimensions) {
        const one = (points[at + a] as number) - (mean[a] as number);
        sum += one * ((points[at + b] as number) - (mean[b] as number));
      }
      return sum / count;
    }),
  );
  const whole = range.reduce((sum, d) => sum + (covariance[d]?.[d] as number), 0);
  const [first, second] = eigenvectors(covariance)
    .sort((a, b) => b.value - a.value)
    .map(({ value, vector }) => ({
      axis: withLargestPositive(vector),
      share: whole > 0 ? Math.max(0, value) / whole : 0,
    }));
  const none = { axis: range.map(() => 0), share: 0 };
  return {
    mean,
    axes: [(first ?? none).axis, (second ?? none).axis],
    shares: [(first ?? none).share, (second ?? none).share],
  };
}

/** Where a point lies along each axis, from the mean. @param at index of the point among `points` */
export function project(
  points: Float32Array,
  { at, axes: { mean, axes } }: { at: number; axes: PrincipalAxes },
): readonly [number, number] {
  const along = (axis: readonly number[]) =>
    axis.reduce(
      (sum, part, d) =>
        sum + part * ((points[at * mean.length + d] as number) - (mean[d] as number)),
      0,
    );
  return [along(axes[0]), along(axes[1])];
}

/**
 * Eigenvalues and unit eigenvectors of a symmetric matrix by Jacobi's rotations (1846), until next to nothing is left beside its diagonal.
 */
function eigenvectors(symmetric: readonly (readonly number[])[]) {
  const size = symmetric.length;
  const matrix = symmetric.map((row) => [...row]);
  const vectors = matrix.map((_, i) => matrix.map((_, j) => (i === j ? 1 : 0)));
  const get = (rows: readonly number[][], i: number, j: number) => rows[i]?.[j] as number;
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let rest = 0;
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) {
        const beside = get(matrix, p, q);
        rest += beside * beside;
        if (beside === 0) continue;
        const slope = (get(matrix, q, q) - get(matrix, p, p)) / (2 * beside);
        const t = (slope >= 0 ? 1 : -1) / (Math.abs(slope) + Math.hypot(slope, 1));
        const c = 1 / Math.hypot(t, 1);
        rotate(matrix, { p, q, c, s: t * c });
        for (const row of vectors) rotateRow(row, { p, q, c, s: t * c });
      }
    }
    if (rest < LEAST_REST) break;
  }
  return matrix.map((_, i) => ({
    value: get(matrix, i, i),
    vector: vectors.map((row) => row[i] as number),
  }));
}

/** Sum of the squares beside the diagonal below which it counts as none. */
const LEAST_REST = 1e-20;

/** A handful is enough for any matrix of 32 rows; the bound ends a matrix that holds NaN. */
const MOST_SWEEPS = 50;

/** A rotation in the plane of the axes `p` and `q`, by its cosine and sine. */
interface Rotation {
  readonly p: number;
  readonly q: number;
  readonly c: number;
  readonly s: number;
}

function rotate(matrix: number[][], rotation: Rotation): void {
  const { p, q, c, s } = rotation;
  for (const row of matrix) rotateRow(row, rotation);
  const [upper, lower] = [matrix[p] as number[], matrix[q] as number[]];
  for (let k = 0; k < upper.length; k++) {
    const [a, b] = [upper[k] as number, lower[k] as number];
    upper[k] = c * a - s * b;
    lower[k] = s * a + c * b;
  }
}

function rotateRow(row: number[], { p, q, c, s }: Rotation): void {
  const [a, b] = [row[p] as number, row[q] as number];
  row[p] = c * a - s * b;
  row[q] = s * a + c * b;
}

function withLargestPositive(axis: readonly number[]): readonly number[] {
  const largest = axis.reduce((best, part) => (Math.abs(part) > Math.abs(best) ? part : best), 0);
  return largest < 0 ? axis.map((part) => -part) : axis;
}
