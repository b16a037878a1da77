import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { initialParameters } from '../../../src/autoencoder/parameters.js';
import { disposingTensors } from '../../../src/autoencoder/seed/disposingTensors.js';
import {
  encodeSequences,
  reconstructSequences,
} from '../../../src/autoencoder/seed/seedNetwork.js';
import { seedShapes } from '../../../src/autoencoder/seed/seedShapes.js';
import { seededRandom } from '../../../src/math/random.js';
import { openBackend } from '../../../src/tensors/backend.js';

/** Two sequences of three events each, of five symbols. */
const SYMBOLS = 5;
const INPUT = [3, 4].map((first) =>
  Float32Array.from({ length: SYMBOLS * 3 }, (_, at) => Number(at % SYMBOLS === first)),
);
const PARAMETERS = initialParameters(seedShapes(SYMBOLS * 3, 2), seededRandom('seed network'));

beforeAll(async () => {
  await openBackend('cpu');
});

describe('the network of kind seed', () => {
  it('gives latents as floats and symbols as whole numbers, and keeps no tensor', () => {
    const before = tf.memory().numTensors;
    const latents = encodeSequences(PARAMETERS, INPUT);
    const symbols = reconstructSequences(PARAMETERS, { input: INPUT, symbols: SYMBOLS });
    expect(latents).toBeInstanceOf(Float32Array);
    expect(latents).toHaveLength(2 * 2);
    expect(symbols).toBeInstanceOf(Int32Array);
    expect(symbols).toHaveLength(2 * 3);
    for (const symbol of symbols) expect([0, 1, 2, 3, 4]).toContain(symbol);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('disposes of its tensors where the work throws, and throws on', () => {
    const before = tf.memory().numTensors;
    const work = () => {
      tf.tensor1d([1, 2]);
      throw new Error('broken');
    };
    expect(() => disposingTensors(work)).toThrow('broken');
    expect(tf.memory().numTensors).toBe(before);
  });
});
