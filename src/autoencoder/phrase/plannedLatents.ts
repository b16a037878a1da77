import { choleskyFactor } from '../../math/cholesky.js';
import { dot } from '../../math/dot.js';
import type { PhraseDecoder } from '../decoder.js';

/** Raises the pivot of a direction that the decoder does not follow. */
const LEAST_PIVOT = 1e-9;

/**
 * Latents measured as their decoder takes them: a direction that its first layer follows more counts more. Draws from N(0, 1) are
 * spread alike in all directions, and their own distances say little of how alike they sound.
 *
 * @param latents [count, latent]
 * @returns of the same shape: distances between them are those of what the layer makes of the latents, before its ELU
 */
export function plannedLatents(
  { weights, sizes }: PhraseDecoder,
  latents: Float32Array,
): Float32Array {
  const size = sizes.latent;
  const kernel = weights.planKernel as Float32Array;
  const columns = kernel.length / size;
  const rowOf = (z: number) => kernel.subarray(z * columns, (z + 1) * columns);
  const metric = new Float64Array(size * size);
  for (let a = 0; a < size; a++) {
    for (let b = 0; b <= a; b++) {
      metric[a * size + b] = dot(rowOf(a), rowOf(b));
    }
  }
  // |z · kernel|² = zᵀ · L · Lᵀ · z.
  const factor = choleskyFactor(metric, LEAST_PIVOT);
  const planned = new Float32Array(latents.length);
  for (let from = 0; from < latents.length; from += size) {
    for (let b = 0; b < size; b++) {
      let sum = 0;
      for (let a = b; a < size; a++) sum += at(factor, a * size + b) * at(latents, from + a);
      planned[from + b] = sum;
    }
  }
  return planned;
}

function at(values: ArrayLike<number>, i: number): number {
  return values[i] as number;
}
