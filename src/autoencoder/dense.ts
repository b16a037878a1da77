/**
 * One dense layer applied to one vector, in plain arithmetic: kernel [inputs, outputs] row by row.
 *
 * @param bias [outputs]; its length is the number of outputs
 * @returns input · kernel + bias, [outputs], in 32-bit floats
 */
export function dense(
  input: ArrayLike<number>,
  { kernel, bias }: { kernel: Float32Array; bias: Float32Array },
): Float32Array {
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

/** The exponential linear unit: x for x > 0, eˣ − 1 below (Clevert et al. 2015). */
export function elu(values: Float32Array): Float32Array {
  return values.map((value) => (value > 0 ? value : Math.expm1(value)));
}
