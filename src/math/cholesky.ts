/**
 * Lower triangular L with L · Lᵀ = matrix, for a symmetric positive definite matrix, both row by row.
 *
 * @param matrix [size × size], of which only the lower triangle is read
 * @returns [size × size], zeros above the diagonal
 * @param leastPivot what a squared pivot is raised to, so that rounding asks for no root of a hair below zero; without it, such a
 *   matrix is refused
 * @throws RangeError where the matrix is not positive definite
 */
export function choleskyFactor(matrix: Float64Array, leastPivot = 0): Float64Array {
  const size = Math.sqrt(matrix.length);
  const factor = new Float64Array(matrix.length);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i * size + j] as number;
      for (let k = 0; k < j; k++) {
        rest -= (factor[i * size + k] as number) * (factor[j * size + k] as number);
      }
      factor[i * size + j] =
        i === j ? Math.sqrt(pivotOf(rest, leastPivot)) : rest / (factor[j * size + j] as number);
    }
  }
  return factor;
}

function pivotOf(squared: number, least: number): number {
  const pivot = Math.max(squared, least);
  if (pivot > 0) return pivot;
  throw new RangeError('not positive definite');
}

/** x with L · Lᵀ · x = right, by forward and back substitution. */
export function solveFactored(factor: Float64Array, right: ArrayLike<number>): Float64Array {
  const size = right.length;
  const x = Float64Array.from(right);
  for (let i = 0; i < size; i++) {
    let rest = x[i] as number;
    for (let k = 0; k < i; k++) rest -= (factor[i * size + k] as number) * (x[k] as number);
    x[i] = rest / (factor[i * size + i] as number);
  }
  for (let i = size - 1; i >= 0; i--) {
    let rest = x[i] as number;
    for (let k = i + 1; k < size; k++) rest -= (factor[k * size + i] as number) * (x[k] as number);
    x[i] = rest / (factor[i * size + i] as number);
  }
  return x;
}
