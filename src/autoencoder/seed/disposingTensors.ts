import * as tf from '@tensorflow/tfjs-core';

/**
 * Runs work that makes tensors and returns none of them, and disposes of all it made.
 *
 * `tf.tidy` alone would search the result for tensors to keep, number by number through every array.
 */
export function disposingTensors<Result>(work: () => Result): Result {
  let result: { readonly value: Result } | undefined;
  tf.tidy(() => {
    result = { value: work() };
  });
  return (result as unknown as { value: Result }).value;
}

/** The numbers of a tensor, row by row. */
export function readFloats(tensor: tf.Tensor): Float32Array {
  return tensor.dataSync() as Float32Array;
}
