import type { Choose } from '../autoencoder/phrase/drawEvent.js';
import { likeliest } from '../autoencoder/phrase/drawEvent.js';
import type { Random } from '../math/random.js';

/**
 * A symbol this much less likely than the likeliest one is not drawn (min-p sampling, Nguyen et al. 2024): together such
 * symbols are often drawn, and hardly one of them fits.
 */
const LEAST_LOG_RATIO = Math.log(0.05);

/** How a symbol is chosen: 0 takes the likeliest, 1 draws as the network says. */
export interface Sampling {
  readonly random: Random;
  readonly temperature: number;
}

/** Draws symbols from the softmax of their logits ÷ temperature; logits of −∞ are never drawn. */
export function sampleAt({ random, temperature }: Sampling): Choose {
  if (temperature === 0) return likeliest;
  const weights: number[] = [];
  return (logits, from, to) => {
    const best = likeliest(logits, from, to);
    const most = logits[best] as number;
    let sum = 0;
    for (let i = from; i < to; i++) {
      const below = ((logits[i] as number) - most) / temperature;
      const weight = below < LEAST_LOG_RATIO ? 0 : Math.exp(below);
      weights[i] = weight;
      sum += weight;
    }
    let left = random() * sum;
    for (let i = from; i < to; i++) {
      left -= weights[i] as number;
      if (left < 0) return i;
    }
    return best;
  };
}
