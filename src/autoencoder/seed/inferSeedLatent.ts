import { choleskyFactor, solveFactored } from '../../math/cholesky.js';
import type { SeedDecoder } from '../decoder.js';
import { dense } from '../dense.js';

/** Newton's steps from the middle; the loss is convex, and a step is bounded so that the first does not overshoot. */
const STEPS = 8;
const LONGEST_STEP = 1;

/**
 * The latent of a sequence of chords, without the encoder that a decoder's file does not keep: the one that makes the sequence and
 * a draw from N(0, 1) likeliest together (maximum a posteriori). What the decoder of kind `seed` gives is linear in its latent
 * before the sigmoid, so that it is found by Newton's method (logistic regression).
 *
 * @param symbols of the chords in the decoder's dictionary, as many as its sequence has
 * @returns [latent]
 */
export function inferSeedLatent(decoder: SeedDecoder, symbols: readonly number[]): number[] {
  const { sizes, weights } = decoder;
  const { latent: size, sequence } = sizes;
  const outputs = weights.bias.length;
  const isOne = new Uint8Array(outputs);
  for (const [position, symbol] of symbols.entries()) isOne[symbol * sequence + position] = 1;
  let latent = new Array<number>(size).fill(0);
  for (let step = 0; step < STEPS; step++) {
    const shares = dense(latent, weights).map((logit) => 1 / (1 + Math.exp(-logit)));
    const gradient = [...latent];
    const curvature = new Float64Array(size * size);
    for (let a = 0; a < size; a++) {
      const row = weights.kernel.subarray(a * outputs, (a + 1) * outputs);
      for (let j = 0; j < outputs; j++) {
        gradient[a] = at(gradient, a) + at(row, j) * (at(shares, j) - at(isOne, j));
      }
      for (let b = 0; b <= a; b++) {
        const other = weights.kernel.subarray(b * outputs, (b + 1) * outputs);
        // The prior's own curvature is 1 along each dimension.
        let sum = a === b ? 1 : 0;
        for (let j = 0; j < outputs; j++) {
          sum += at(row, j) * at(other, j) * at(shares, j) * (1 - at(shares, j));
        }
        curvature[a * size + b] = sum;
      }
    }
    const move = solveFactored(choleskyFactor(curvature), gradient);
    const scale = Math.min(1, LONGEST_STEP / Math.hypot(...move));
    latent = latent.map((value, i) => value - scale * at(move, i));
  }
  return latent;
}

function at(values: ArrayLike<number>, i: number): number {
  return values[i] as number;
}
