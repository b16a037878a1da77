import * as tf from '@tensorflow/tfjs-core';
import type { Parameters } from '../parameters.js';
import { disposingTensors, readFloats } from './disposingTensors.js';
import type { SeedParameter } from './seedShapes.js';

/**
 * Loss of a batch, mean binary cross-entropy over all outputs in nats, and its gradient.
 *
 * @param input [batch, outputs], ones and zeros
 */
export function seedGradients(
  parameters: Parameters<SeedParameter>,
  input: readonly Float32Array[],
): { readonly loss: number; readonly gradients: Parameters<SeedParameter> } {
  return disposingTensors(() => {
    const { x, w, hidden, share } = forward(parameters, input);
    const loss = binaryCrossEntropy(x, share);
    const dLogits = tf.div(tf.sub(share, x), x.size) as tf.Tensor2D;
    // The slope of tanh is 1 − tanh².
    const dHidden = tf.mul(
      tf.matMul(dLogits, w.kernel, false, true),
      tf.sub(1, tf.square(hidden)),
    ) as tf.Tensor2D;
    const gradients = {
      encoderKernel: readFloats(tf.matMul(x, dHidden, true)),
      encoderBias: readFloats(tf.sum(dHidden, 0)),
      kernel: readFloats(tf.matMul(hidden, dLogits, true)),
      bias: readFloats(tf.sum(dLogits, 0)),
    };
    return { loss, gradients };
  });
}

/**
 * The symbols that sequences come back as when they are encoded and decoded by their largest outputs.
 *
 * @param input [batch][symbols × sequence], ones and zeros
 * @returns [batch, sequence]
 */
export function reconstructSequences(
  parameters: Parameters<SeedParameter>,
  { input, symbols }: { input: readonly Float32Array[]; symbols: number },
): Int32Array {
  return disposingTensors(() => {
    const { share } = forward(parameters, input);
    const outputs = tf.reshape(share, [input.length, symbols, -1]);
    return tf.argMax(outputs, 1).dataSync<'int32'>();
  });
}

/**
 * The latents of sequences.
 *
 * @param input [batch][symbols × sequence], ones and zeros
 * @returns [batch, latent], −1 to 1
 */
export function encodeSequences(
  parameters: Parameters<SeedParameter>,
  input: readonly Float32Array[],
): Float32Array {
  return disposingTensors(() => readFloats(forward(parameters, input).hidden));
}

function forward(parameters: Parameters<SeedParameter>, input: readonly Float32Array[]) {
  const outputs = parameters.bias.length;
  const latent = parameters.encoderBias.length;
  const rows = new Float32Array(input.length * outputs);
  for (const [i, row] of input.entries()) rows.set(row, i * outputs);
  const x = tf.tensor2d(rows, [input.length, outputs]);
  const w = {
    encoderKernel: tf.tensor2d(parameters.encoderKernel, [outputs, latent]),
    kernel: tf.tensor2d(parameters.kernel, [latent, outputs]),
  };
  const hidden = tf.tanh(
    tf.add(tf.matMul(x, w.encoderKernel), tf.tensor1d(parameters.encoderBias)),
  ) as tf.Tensor2D;
  const share = tf.sigmoid(tf.add(tf.matMul(hidden, w.kernel), tf.tensor1d(parameters.bias)));
  return { x, w, hidden, share };
}

function binaryCrossEntropy(target: tf.Tensor, share: tf.Tensor): number {
  const tiny = 1e-7;
  const ones = tf.mul(target, tf.log(tf.add(share, tiny)));
  const zeros = tf.mul(tf.sub(1, target), tf.log(tf.sub(1 + tiny, share)));
  return -(tf.mean(tf.add(ones, zeros)).dataSync()[0] as number);
}
