import { choleskyFactor } from '../math/cholesky.js';
import type { Layer } from './dense.js';

/** A Gaussian over latents: mean [latent] and lower Cholesky factor [latent][latent] of the covariance. */
export interface LatentDensity {
  readonly mean: readonly number[];
  readonly factor: readonly (readonly number[])[];
}

/** A direction in which latents hardly vary keeps this variance. */
const LEAST_PIVOT = 1e-9;

/**
 * The Gaussian that the encoded recordings really fill: the training pulls their latents towards
 * N(0, 1), but a light pull leaves holes, and draws from the fitted density fall beside fewer of
 * them (ex-post density estimation, Ghosh et al. 2020, «From variational to deterministic autoencoders»).
 *
 * @param encoded mean and log variance of each window's latent, [windows, latent]
 */
export function fitLatentDensity(
  encoded: { readonly mean: Float32Array; readonly logVariance: Float32Array },
  latent: number,
): LatentDensity {
  const windows = encoded.mean.length / latent;
  const rows = Array.from({ length: windows }, (_, i) =>
    Array.from(encoded.mean.subarray(i * latent, (i + 1) * latent)),
  );
  const mean = Array.from(
    { length: latent },
    (_, d) => rows.reduce((sum, row) => sum + (row[d] as number), 0) / windows,
  );
  const covariance = mean.map((_, a) =>
    mean.map((_, b) => {
      const centred = (row: readonly number[], d: number) =>
        (row[d] as number) - (mean[d] as number);
      return rows.reduce((sum, row) => sum + centred(row, a) * centred(row, b), 0) / windows;
    }),
  );
  // Each window is a small cloud, not a point: its own variance adds to that between windows.
  for (let d = 0; d < latent; d++) {
    let own = 0;
    for (let i = 0; i < windows; i++)
      own += Math.exp(encoded.logVariance[i * latent + d] as number);
    const row = covariance[d] as number[];
    row[d] = (row[d] as number) + own / windows;
  }
  const factor = choleskyFactor(Float64Array.from(covariance.flat()), LEAST_PIVOT);
  return {
    mean,
    factor: mean.map((_, row) => Array.from(factor.subarray(row * latent, (row + 1) * latent))),
  };
}

/**
 * A layer that takes draws from N(0, 1) where the trained one takes draws from the density:
 * with z = mean + factor · ε, z · kernel + bias = ε · (factorᵀ · kernel) + (mean · kernel + bias).
 */
export function foldDensity(layer: Layer, { mean, factor }: LatentDensity): Layer {
  const outputs = layer.bias.length;
  const kernel = new Float32Array(layer.kernel.length);
  const bias = Float32Array.from(layer.bias);
  for (let z = 0; z < mean.length; z++) {
    for (let output = 0; output < outputs; output++) {
      const weight = layer.kernel[z * outputs + output] as number;
      bias[output] = (bias[output] as number) + (mean[z] as number) * weight;
      for (let e = 0; e <= z; e++) {
        const at = e * outputs + output;
        kernel[at] = (kernel[at] as number) + (factor[z]?.[e] as number) * weight;
      }
    }
  }
  return { kernel, bias };
}
