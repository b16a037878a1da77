import * as tf from '@tensorflow/tfjs-core';

/**
 * Runs work that makes tensors and returns none of them, and disposes of all it made.
 *
 * `tf.tidy` alone would search the result for tensors to keep, number by number through every array.
 */
export function disposingTensors<Result>(work: () => Result): Result {
  const engine = tf.engine();
  engine.startScope();
  try {
    return work();
  } finally {
    engine.endScope();
  }
}

/** The numbers of a tensor of dtype `float32`, row by row. */
export function readFloats(tensor: tf.Tensor): Float32Array {
  return tensor.dataSync<'float32'>();
}
