/**
 * Lower triangular L with L · Lᵀ = matrix, for a symmetric positive definite matrix, both row by row.
 *
 * @param matrix [size × size]
 */
export function choleskyFactor(matrix: Float64Array): Float64Array {
  const size = Math.sqrt(matrix.length);
  const factor = new Float64Array(matrix.length);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i * size + j] as number;
      for (let k = 0; k < j; k++) {
        rest -= (factor[i * size + k] as number) * (factor[j * size + k] as number);
      }
      // The floor keeps rounding from asking for the root of a hair below zero.
      factor[i * size + j] =
        i === j ? Math.sqrt(Math.max(rest, 1e-12)) : rest / (factor[j * size + j] as number);
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
