import { type Choose, likeliest } from '../autoencoder/phrase/drawEvent.js';
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
 * Draws velocities from as wide a range around a bin's median as the bin has, all alike (uniform dequantisation, Theis et al. 2016,
 * «A note on the evaluation of generative models»). Where no three bins lie side by side, values were set and not played by a hand:
 * they are played as they are, and so is every one at temperature 0.
 */
export function velocityAt({ random, temperature }: Sampling): VelocityOf {
  return (symbol, values) => {
    const median = values[symbol] as number;
    const isNear = (at: number): boolean =>
      (values[at + 1] ?? Infinity) - (values[at] ?? -Infinity) < NEIGHBOURS;
    // Gaps to either side that lead to a neighbour, two in a row of which this value is one end or the middle.
    const isBin = [symbol - 2, symbol - 1, symbol].some((at) => isNear(at) && isNear(at + 1));
    if (temperature === 0 || !isBin) return median;
    return Math.round(median + (random() - 0.5) * VELOCITY_BIN);
  };
}
