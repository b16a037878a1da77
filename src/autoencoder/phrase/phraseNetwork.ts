import { type Matrices, type Matrix, openMatrices } from '../matrices.js';
import type { Parameters } from '../parameters.js';
import { type PhraseSizes, phraseShapes, type SharedParameter } from './phraseShapes.js';

/** Parameters as matrices: those that every network has, and a kernel and a bias for each head. */
type ParameterMatrices = Readonly<Record<string, Matrix> & Record<SharedParameter, Matrix>>;

/** The network's parameters in a memory where all that it computes takes place. */
export interface PhraseNetwork {
  readonly memory: Matrices;
  readonly parameters: ParameterMatrices;
  readonly sizes: PhraseSizes;
}

export function openPhraseNetwork(parameters: Parameters, sizes: PhraseSizes): PhraseNetwork {
  const memory = openMatrices();
  const matrices = Object.entries(phraseShapes(sizes)).map(([name, [first, second]]) => {
    const shape =
      second === undefined ? { rows: 1, columns: first } : { rows: first, columns: second };
    return [name, memory.put(parameters[name] as Float32Array, shape)];
  });
  memory.keep();
  return { memory, parameters: Object.fromEntries(matrices) as ParameterMatrices, sizes };
}

/** Parameters, or their gradients, as plain arrays. */
export function readParameters(
  { memory }: PhraseNetwork,
  matrices: PhraseNetwork['parameters'],
): Parameters {
  const arrays = Object.entries(matrices).map(([name, matrix]) => [name, memory.read(matrix)]);
  return Object.fromEntries(arrays);
}
