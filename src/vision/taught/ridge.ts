/** Vectors that count for the same, and what a classifier shall say of them. */
export interface RidgeGroup {
  readonly vectors: readonly Float32Array[];
  /** What all vectors of the group count together; above 0. */
  readonly weight: number;
  /** 1 for the thing, 0 for anything else. */
  readonly target: number;
}

/** Count, mean and second moment of some vectors, which several groups may be made of. */
export interface Moments {
  /** [length] */
  readonly mean: Float64Array;
  /** [length, length], of which only the lower triangle is filled: the mean of v vᵀ */
  readonly square: Float64Array;
}

/**
 * Ridge regression in closed form: the w for which Σ weight · (w · v + c − target)² + Σ penalty · relative · w² is least, with
 * the penalty in mean diagonal elements of the weighted covariance (Hoerl and Kennard 1970), each divided by its `relative`.
 *
 * @param options.relative how much dearer each number's weight is than others', [length]: as if the number were divided by the root
 *   of it; 1 by default
 * @param groups at least one of which has vectors; those without count for nothing
 * @returns w, [length]; the constant c is of no use where scores are standardised
 */
export function solveRidge(
  groups: readonly {
    readonly moments: Moments;
    readonly weight: number;
    readonly target: number;
  }[],
  { penalty, relative }: { readonly penalty: number; readonly relative?: ArrayLike<number> },
): Float64Array {
  const length = groups[0]?.moments.mean.length ?? 0;
  const total = groups.reduce((sum, { weight }) => sum + weight, 0);
  const mean = new Float64Array(length);
  const covariance = new Float64Array(length * length);
  let meanTarget = 0;
  for (const { moments, weight, target } of groups) {
    const share = weight / total;
    meanTarget += share * target;
    addScaled(mean, moments.mean, share);
    addScaled(covariance, moments.square, share);
  }
  const slope = new Float64Array(length);
  for (const { moments, weight, target } of groups) {
    addScaled(slope, moments.mean, (weight / total) * (target - meanTarget));
  }
  const dearness = (i: number) => relative?.[i] ?? 1;
  let diagonal = 0;
  for (let row = 0; row < length; row++) {
    for (let column = 0; column <= row; column++) {
      const at = row * length + column;
      covariance[at] =
        (covariance[at] as number) - (mean[row] as number) * (mean[column] as number);
    }
    diagonal += (covariance[row * length + row] as number) / dearness(row);
  }
  const added = (penalty * diagonal) / length;
  for (let i = 0; i < length; i++) {
    covariance[i * length + i] = (covariance[i * length + i] as number) + added * dearness(i);
  }
  const [solution] = solvePositive(covariance, [slope]);
  return solution as Float64Array;
}

/** Mean and second moment of at least one vector. */
export function momentsOf(vectors: readonly Float32Array[]): Moments {
  const length = vectors[0]?.length ?? 0;
  const mean = new Float64Array(length);
  const square = new Float64Array(length * length);
  for (const vector of vectors) {
    for (let row = 0; row < length; row++) {
      const value = vector[row] as number;
      mean[row] = (mean[row] as number) + value;
      const start = row * length;
      for (let column = 0; column <= row; column++) {
        square[start + column] =
          (square[start + column] as number) + value * (vector[column] as number);
      }
    }
  }
  const share = 1 / vectors.length;
  return { mean: mean.map((sum) => sum * share), square: square.map((sum) => sum * share) };
}

function addScaled(sum: Float64Array, values: Float64Array, scale: number): void {
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + scale * (values[i] as number);
}

/**
 * Solves A x = b by Cholesky's decomposition, for a symmetric positive definite A and each of some b.
 *
 * @param matrix A, [n, n]: its lower triangle, which is overwritten
 * @param rights b, [n] each; at least one
 * @returns x, [n] each
 * @throws RangeError where A is not positive definite
 */
export function solvePositive(
  matrix: Float64Array,
  rights: readonly Float64Array[],
): Float64Array[] {
  decompose(matrix, Math.sqrt(matrix.length));
  return rights.map((right) => substitute(matrix, right));
}

/** The lower triangle of A becomes that of L, of which A is L Lᵀ. */
function decompose(matrix: Float64Array, n: number): void {
  for (let row = 0; row < n; row++) {
    for (let column = 0; column <= row; column++) {
      let rest = matrix[row * n + column] as number;
      for (let k = 0; k < column; k++) {
        rest -= (matrix[row * n + k] as number) * (matrix[column * n + k] as number);
      }
      if (row > column) matrix[row * n + column] = rest / (matrix[column * n + column] as number);
      else if (rest > 0) matrix[row * n + row] = Math.sqrt(rest);
      else throw new RangeError('not positive definite');
    }
  }
}

/** Solves L Lᵀ x = b. */
function substitute(matrix: Float64Array, right: Float64Array): Float64Array {
  const n = right.length;
  const solution = right.slice();
  for (let row = 0; row < n; row++) {
    let rest = solution[row] as number;
    for (let k = 0; k < row; k++) rest -= (matrix[row * n + k] as number) * (solution[k] as number);
    solution[row] = rest / (matrix[row * n + row] as number);
  }
  for (let row = n - 1; row >= 0; row--) {
    let rest = solution[row] as number;
    for (let k = row + 1; k < n; k++) {
      rest -= (matrix[k * n + row] as number) * (solution[k] as number);
    }
    solution[row] = rest / (matrix[row * n + row] as number);
  }
  return solution;
}
