import { logistic } from '../math/logistic.js';
import { BIASES, OUTPUT_BIAS, OUTPUT_WEIGHTS, WEIGHTS } from './noteProbabilityWeights.js';

/**
 * How likely a candidate is a note that was played, 0–1, from its features: a layer of a few units (tanh) and
 * one output (logistic), trained by `node bench/fitListening.js` on takes of the starter collection.
 */
export function noteProbabilityOf(features: readonly number[]): number {
  let sum = OUTPUT_BIAS;
  for (const [unit, weights] of WEIGHTS.entries()) {
    let input = BIASES[unit] as number;
    for (const [i, weight] of weights.entries()) input += weight * (features[i] as number);
    sum += (OUTPUT_WEIGHTS[unit] as number) * Math.tanh(input);
  }
  return logistic(sum);
}
