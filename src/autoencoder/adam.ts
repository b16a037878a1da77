import { BETA_1, BETA_2 } from './kernels.js';
import { openMatrices } from './matrices.js';
import type { Parameters } from './parameters.js';

/**
 * The longest a gradient may be, as a whole (Pascanu et al. 2013): a longer one keeps its direction only. Far above what
 * a training that goes well sees, it keeps a single odd batch from throwing it off for good.
 */
export const LONGEST_GRADIENT = 10;

/**
 * The Adam optimiser over plain arrays: it reads and writes every number once, where tensors would take a dozen
 * operations an array.
 *
 * @param parameters nobody but the optimiser changes them from now on
 * @returns a function that takes one step in place, at the given learning rate
 */
export function createAdam<Name extends string>(
  parameters: Parameters<Name>,
): (gradients: Parameters<Name>, learningRate: number) => void {
  const { put, view, adam } = openMatrices();
  const slots = (Object.keys(parameters) as Name[]).map((name) => {
    const shape = { rows: 1, columns: parameters[name].length };
    const zeros = () => put(new Float32Array(shape.columns), shape);
    return {
      name,
      values: put(parameters[name], shape),
      gradient: zeros(),
      mean: zeros(),
      square: zeros(),
    };
  });
  let step = 0;
  return (gradients, learningRate) => {
    step++;
    const rate = (learningRate * Math.sqrt(1 - BETA_2 ** step)) / (1 - BETA_1 ** step);
    const shortening = Math.min(1, LONGEST_GRADIENT / lengthOf(Object.values(gradients)));
    for (const { name, ...slot } of slots) {
      const { length } = gradients[name];
      view(slot.gradient).set(gradients[name]);
      adam(slot, { rate, shortening });
      parameters[name].set(view(slot.values).subarray(0, length));
    }
  };
}

/** Euclidean length of all gradients together. */
function lengthOf(gradients: readonly Float32Array[]): number {
  let squares = 0;
  for (const gradient of gradients) {
    for (let i = 0; i < gradient.length; i++) {
      const number = gradient[i] as number;
      squares += number * number;
    }
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
