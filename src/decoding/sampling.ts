import type { Choose } from '../autoencoder/phrase/drawEvent.js';
import { likeliest } from '../autoencoder/phrase/drawEvent.js';
import { VELOCITY_BIN } from '../events/vocabulary.js';
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

/** The velocity that a symbol stands for, of the values of a vocabulary, rising. */
export type VelocityOf = (symbol: number, values: readonly number[]) => number;

/** Of neighbouring bins the medians lie no farther apart. */
const NEIGHBOURS = 1.5 * VELOCITY_BIN;

/**
 * Draws velocities from their bins, all of a bin alike (uniform dequantisation, Theis et al. 2016, «A note on the evaluation of
 * generative models»). A value without a neighbour is no bin of a hand's dynamics but one that was set: it is played as it is,
 * and so is every one at temperature 0.
 */
export function velocityAt({ random, temperature }: Sampling): VelocityOf {
  return (symbol, values) => {
    const median = values[symbol] as number;
    const isNear = (value = Infinity) => Math.abs(value - median) < NEIGHBOURS;
    const isBin = isNear(values[symbol - 1]) || isNear(values[symbol + 1]);
    if (temperature === 0 || !isBin) return median;
    return Math.round(median + (random() - 0.5) * VELOCITY_BIN);
  };
}
