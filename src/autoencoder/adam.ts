import type { Parameters } from './parameters.js';

/** Adam's own constants, as its authors give them (Kingma and Ba 2015, algorithm 1). */
const BETA_1 = 0.9;
const BETA_2 = 0.999;
const EPSILON = 1e-8;

/**
 * The longest a gradient may be, as a whole (Pascanu et al. 2013): a longer one keeps its direction only. Far above what
 * a training that goes well sees, it keeps a single odd batch from throwing it off for good.
 */
export const LONGEST_GRADIENT = 10;

/**
 * The Adam optimiser over plain arrays: it reads and writes every number once, where tensors would
 * take a dozen operations an array.
 *
 * @returns a function that takes one step in place, at the given learning rate
 */
export function createAdam<Name extends string>(
  parameters: Parameters<Name>,
): (gradients: Parameters<Name>, learningRate: number) => void {
  const slots = (Object.keys(parameters) as Name[]).map((name) => ({
    name,
    values: parameters[name],
    mean: new Float32Array(parameters[name].length),
    square: new Float32Array(parameters[name].length),
  }));
  let step = 0;
  return (gradients, learningRate) => {
    step++;
    const rate = (learningRate * Math.sqrt(1 - BETA_2 ** step)) / (1 - BETA_1 ** step);
    const shortening = Math.min(1, LONGEST_GRADIENT / lengthOf(Object.values(gradients)));
    for (const { name, values, mean, square } of slots) {
      const gradient = gradients[name];
      for (let i = 0; i < values.length; i++) {
        const g = shortening * (gradient[i] as number);
        const m = BETA_1 * (mean[i] as number) + (1 - BETA_1) * g;
        const v = BETA_2 * (square[i] as number) + (1 - BETA_2) * g * g;
        mean[i] = m;
        square[i] = v;
        values[i] = (values[i] as number) - (rate * m) / (Math.sqrt(v) + EPSILON);
      }
    }
  };
}

/** Euclidean length of all gradients together. */
function lengthOf(gradients: readonly Float32Array[]): number {
  let squares = 0;
  for (const gradient of gradients) {
    for (let i = 0; i < gradient.length; i++) squares += (gradient[i] as number) ** 2;
  }
  return Math.sqrt(squares);
}

/**
 * The one-cycle learning rate (Smith 2018): up from a tenth of the highest rate during the first
 * 30 % of training, then down to almost nothing along half a cosine.
 *
 * @param progress share of the training that is done, 0–1
 */
export function oneCycleRate(progress: number, highest: number): number {
  const warmUp = 0.3;
  if (progress < warmUp) return highest * (0.1 + 0.9 * (progress / warmUp));
  const descent = (progress - warmUp) / (1 - warmUp);
  return highest * (0.001 + 0.999 * 0.5 * (1 + Math.cos(Math.PI * descent)));
}
