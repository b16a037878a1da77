import { drawNormal, type Random } from '../../math/random.js';
import type { Matrices, Matrix } from '../matrices.js';

/** Latents of windows as an encoder gives them: mean and log variance, both [windows, size]. */
export interface EncodedLatents {
  readonly mean: Float32Array;
  readonly logVariance: Float32Array;
}

/**
 * Draws each window's latent: mean + standard deviation · noise, which has a gradient (the reparameterisation of Kingma
 * and Welling 2014).
 */
export function drawLatents(
  memory: Matrices,
  { mean, logVariance }: EncodedLatents,
  { random, size }: { readonly random: Random; readonly size: number },
) {
  const windows = mean.length / size;
  const [deviation, noise, drawn] = [0, 1, 2].map(() => new Float32Array(mean.length)) as Triple;
  let divergence = 0;
  for (let i = 0; i < mean.length; i++) {
    deviation[i] = Math.exp(0.5 * at(logVariance, i));
    noise[i] = drawNormal(random);
    drawn[i] = at(mean, i) + at(deviation, i) * at(noise, i);
    divergence += 0.5 * (at(mean, i) ** 2 + at(deviation, i) ** 2 - at(logVariance, i) - 1);
  }
  return {
    /** [windows, size]. */
    latent: memory.put(drawn, { rows: windows, columns: size }),
    /** Kullback–Leibler divergence from N(0, 1), summed over all of it, nats. */
    divergence: Math.max(0, divergence),
    /**
     * The gradient of the encoder's output, [windows, 2 · size], from the latent's, which is the sum of two, and from
     * the divergence times `pull`.
     */
    backward: (gradients: readonly [Matrix, Matrix], pull: number): Matrix => {
      const [first, second] = gradients.map(memory.read) as [Float32Array, Float32Array];
      const given = new Float32Array(2 * mean.length);
      for (let window = 0; window < windows; window++) {
        for (let i = window * size; i < (window + 1) * size; i++) {
          const slope = at(first, i) + at(second, i);
          const spread = at(deviation, i);
          const to = window * size + i;
          given[to] = slope + at(mean, i) * pull;
          given[to + size] = 0.5 * (slope * at(noise, i) * spread + (spread * spread - 1) * pull);
        }
      }
      return memory.put(given, { rows: windows, columns: 2 * size });
    },
  };
}

type Triple = [Float32Array, Float32Array, Float32Array];

function at(values: Float32Array, i: number): number {
  return values[i] as number;
}
