/** Kernel [inputs, outputs] row by row, and bias [outputs]. */
export interface Layer {
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
}

/**
 * One dense layer applied to one vector, in plain arithmetic: kernel [inputs, outputs] row by row.
 *
 * @returns input · kernel + bias, [outputs], in 32-bit floats
 */
export function dense(input: ArrayLike<number>, { kernel, bias }: Layer): Float32Array {
  const outputs = bias.length;
  const result = bias.slice();
  for (let i = 0; i < input.length; i++) {
    const value = input[i] as number;
    const row = i * outputs;
    for (let j = 0; j < outputs; j++) {
      result[j] = (result[j] as number) + value * (kernel[row + j] as number);
    }
  }
  return result;
}
