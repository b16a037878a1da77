/**
 * Lower triangular L with L · Lᵀ = matrix, for a symmetric positive definite matrix, both row by row.
 *
 * @param matrix [size × size]
 * @param leastPivot what a squared pivot is at least, so that rounding asks for no root of a hair below zero
 */
export function choleskyFactor(matrix: Float64Array, leastPivot = 1e-12): Float64Array {
  const size = Math.sqrt(matrix.length);
  const factor = new Float64Array(matrix.length);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i * size + j] as number;
      for (let k = 0; k < j; k++) {
        rest -= (factor[i * size + k] as number) * (factor[j * size + k] as number);
      }
      factor[i * size + j] =
        i === j ? Math.sqrt(Math.max(rest, leastPivot)) : rest / (factor[j * size + j] as number);
    }
  }
  return factor;
}

/** x with L · Lᵀ · x = right, by forward and back substitution. */
export function solveFactored(factor: Float64Array, right: readonly number[]): Float64Array {
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
