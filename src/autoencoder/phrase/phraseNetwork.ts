import { type Matrices, type Matrix, openMatrices } from '../matrices.js';
import type { Parameters, Shapes } from '../parameters.js';
import {
  type DecoderParameter,
  type EncoderParameter,
  type PhraseSizes,
  phraseDecoderShapes,
  phraseShapes,
} from './phraseShapes.js';

/** Parameters as matrices: those that every network has, and a kernel and a bias for each head. */
type ParameterMatrices<Name extends string> = Readonly<
  Record<string, Matrix> & Record<Name, Matrix>
>;

/** The decoder's half of a network: its parameters in a memory where all that it computes takes place. */
export interface DecoderNetwork {
  readonly memory: Matrices;
  readonly parameters: ParameterMatrices<DecoderParameter>;
  readonly sizes: PhraseSizes;
}

/** A whole network, likewise. */
export interface PhraseNetwork extends DecoderNetwork {
  readonly parameters: ParameterMatrices<DecoderParameter | EncoderParameter>;
}

export function openPhraseNetwork(parameters: Parameters, sizes: PhraseSizes): PhraseNetwork {
  return {
    ...openParameters<DecoderParameter | EncoderParameter>(parameters, phraseShapes(sizes)),
    sizes,
  };
}

/** @param weights of a decoder, which has no encoder's */
export function openDecoderNetwork(weights: Parameters, sizes: PhraseSizes): DecoderNetwork {
  return { ...openParameters<DecoderParameter>(weights, phraseDecoderShapes(sizes)), sizes };
}

/** Parameters in a new memory, which keeps them when it is cleared. */
function openParameters<Name extends string>(values: Parameters, shapes: Shapes) {
  const memory = openMatrices();
  const matrices = Object.entries(shapes).map(([name, [first, second]]) => {
    const shape =
      second === undefined ? { rows: 1, columns: first } : { rows: first, columns: second };
    return [name, memory.put(values[name] as Float32Array, shape)] as const;
  });
  memory.keep();
  return { memory, parameters: Object.fromEntries(matrices) as ParameterMatrices<Name> };
}

/** Parameters, or their gradients, as plain arrays. */
export function readParameters(
  { memory }: PhraseNetwork,
  matrices: PhraseNetwork['parameters'],
): Parameters {
  const arrays = Object.entries(matrices).map(([name, matrix]) => [name, memory.read(matrix)]);
  return Object.fromEntries(arrays);
}
