import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openBackend } from '../../src/tensors/backend.js';
import { createLayers, scalingOf } from '../../src/vision/layers.js';

const weight = (shape: number[], ...values: number[]) => ({
  shape,
  values: Float32Array.from(values),
});
const normalisation = {
  gamma: weight([2], 2, -3),
  beta: weight([2], 0.5, 1),
  mean: weight([2], 4, -1),
  variance: weight([2], 0.25, 9),
};

describe('layers', () => {
  beforeAll(() => openBackend('wasm'));

  it('fold a batch normalisation into a convolution that gives the same', () => {
    const before = tf.memory().numTensors;
    const layers = createLayers(tf);
    const filter = weight([1, 1, 3, 2], 1, 2, 3, 4, 5, 6);
    const picture = tf.tensor4d([1, -2, 3, 0.5, 0, -1], [1, 1, 2, 3]);
    const layer = layers.makeScaled(filter, scalingOf(normalisation));
    const folded = layers.convolve(picture, layer, { linear: true });
    const { gamma, beta, mean, variance } = normalisation;
    const plain = tf.tidy(() =>
      tf.batchNorm(
        tf.conv2d(picture, tf.tensor4d(filter.values, [1, 1, 3, 2]), 1, 'same'),
        tf.tensor1d(mean.values),
        tf.tensor1d(variance.values),
        tf.tensor1d(beta.values),
        tf.tensor1d(gamma.values),
        0.001,
      ),
    );
    const [ours, theirs] = [folded.dataSync(), plain.dataSync()];
    for (const [i, value] of theirs.entries()) expect(ours[i]).toBeCloseTo(value, 4);
    tf.dispose([picture, folded, plain]);
    layers.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('cut to 0–6 unless they are linear', () => {
    const layers = createLayers(tf);
    const layer = layers.make(weight([1, 1, 1, 3], 1, -1, 9), weight([3], 0.5, 0, 0));
    const picture = tf.tensor4d([2], [1, 1, 1, 1]);
    expect([...layers.convolve(picture, layer).dataSync()]).toEqual([2.5, 0, 6]);
    const linear = layers.convolve(picture, layer, { linear: true });
    expect([...linear.dataSync()]).toEqual([2.5, -2, 18]);
    layers.dispose();
  });

  it('are none where a variance is below zero', () => {
    const variance = weight([2], 0.25, -0.1);
    expect(() => scalingOf({ ...normalisation, variance })).toThrow(RangeError);
  });
});
