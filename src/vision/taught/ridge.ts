import { choleskyFactor, solveFactored } from '../../math/cholesky.js';

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
 * @param groups at least one: the moments of its vectors, what they count together (above 0), and what they are to score (1 for the
 *   thing, 0 for anything else)
 * @param options.relative how much more each number's weight is penalised than others', [length]: as if the number were divided by the root
 *   of it; 1 by default
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
  return solveFactored(choleskyFactor(covariance), slope);
}

/** Mean and second moment of at least one vector. */
export function momentsOf(vectors: readonly Float32Array[]): Moments {
  const length = vectors[0]?.length ?? 0;
  const mean = new Float64Array(length);
  const square = new Float64Array(length * length);
  for (const vector of vectors) {
    for (let row = 0; row < length; row++)
      mean[row] = (mean[row] as number) + (vector[row] as number);
  }
  const nothing = new Float32Array(length);
  for (let i = 0; i < vectors.length; i += 4) {
    const [a = nothing, b = nothing, c = nothing, d = nothing] = vectors.slice(i, i + 4);
    addProducts(square, [a, b, c, d]);
  }
  const share = 1 / vectors.length;
  return { mean: mean.map((sum) => sum * share), square: square.map((sum) => sum * share) };
}

/**
 * Adds v vᵀ of four vectors to a sum, the lower triangle. One by one they take twice as long, for the sum is larger than what lies near the
 * processor, and is gone through for each. What is added to a number keeps its order, and the result its last digit.
 */
function addProducts(
  square: Float64Array,
  [a, b, c, d]: readonly [Float32Array, Float32Array, Float32Array, Float32Array],
): void {
  for (let row = 0; row < a.length; row++) {
    const [ofA, ofB] = [a[row] as number, b[row] as number];
    const [ofC, ofD] = [c[row] as number, d[row] as number];
    const start = row * a.length;
    for (let column = 0; column <= row; column++) {
      square[start + column] =
        (square[start + column] as number) +
        ofA * (a[column] as number) +
        ofB * (b[column] as number) +
        ofC * (c[column] as number) +
        ofD * (d[column] as number);
    }
  }
}

function addScaled(sum: Float64Array, values: Float64Array, scale: number): void {
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + scale * (values[i] as number);
}
