import { BETA_1, BETA_2 } from './kernels/kernels.js';
import { type Matrices, type Matrix, openMatrices } from './matrices.js';
import type { Parameters } from './parameters.js';

/**
 * The longest a gradient may be, as a whole (Pascanu et al. 2013): a longer one keeps its direction only. Far above what
 * a training that goes well sees, it keeps a single odd batch from throwing it off for good.
 */
export const MAX_GRADIENT_NORM = 10;

/**
 * The Adam optimiser over plain arrays, for parameters that stand outside a memory of matrices.
 *
 * @param parameters from now on the optimiser alone changes them
 * @returns a function that takes one step in place, at the given learning rate
 */
export function createAdam<Name extends string>(
  parameters: Parameters<Name>,
): (gradients: Parameters<Name>, learningRate: number) => void {
  const memory = openMatrices();
  const put = (arrays: Parameters<Name>) =>
    mapNames(arrays, (values) => memory.put(values, { rows: 1, columns: values.length }));
  const stepped = put(parameters);
  const takeStep = adamWithin(memory, stepped);
  return (gradients, learningRate) => {
    memory.clear();
    takeStep(put(gradients), learningRate);
    for (const name of namesOf(parameters)) parameters[name].set(memory.read(stepped[name]));
  };
}

/**
 * The same over matrices of one memory, which is kept as it stands now, with the optimiser's own numbers.
 *
 * @returns a function that takes one step in place, at the given learning rate
 */
export function adamWithin<Name extends string>(
  memory: Matrices,
  parameters: Readonly<Record<Name, Matrix>>,
): (gradients: Readonly<Record<Name, Matrix>>, learningRate: number) => void {
  const zeros = () =>
    mapNames(parameters, (matrix) => {
      const made = memory.make(matrix);
      memory.view(made).fill(0);
      return made;
    });
  const [means, squares] = [zeros(), zeros()];
  memory.keep();
  let step = 0;
  return (gradients, learningRate) => {
    step++;
    const rate = (learningRate * Math.sqrt(1 - BETA_2 ** step)) / (1 - BETA_1 ** step);
    let sum = 0;
    for (const name of namesOf(parameters)) sum += memory.sumSquares(gradients[name]);
    const clip = Math.min(1, MAX_GRADIENT_NORM / Math.sqrt(sum));
    for (const name of namesOf(parameters)) {
      const [values, gradient] = [parameters[name], gradients[name]];
      const slot = { values, gradient, mean: means[name], square: squares[name] };
      memory.adam(slot, { rate, clip });
    }
  };
}

function namesOf<Name extends string>(record: Readonly<Record<Name, unknown>>): Name[] {
  return Object.keys(record) as Name[];
}

function mapNames<Name extends string, From, To>(
  record: Readonly<Record<Name, From>>,
  map: (value: From) => To,
): Record<Name, To> {
  const entries = namesOf(record).map((name) => [name, map(record[name])]);
  return Object.fromEntries(entries) as Record<Name, To>;
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
