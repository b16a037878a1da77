import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { openBackend } from '../../src/tensors/backend.js';
import { reserveMemory } from '../../src/tensors/reserveMemory.js';

it('grows the memory of WebAssembly at once, and leaves it free', async () => {
  await openBackend('wasm');
  const megabytes = () => {
    const { wasm } = tf.backend() as unknown as { wasm: { HEAPU8: Uint8Array } };
    return wasm.HEAPU8.length / 1e6;
  };
  const before = { tensors: tf.memory().numTensors, buffers: tf.memory().numDataBuffers };
  expect(megabytes()).toBeLessThan(60);
  reserveMemory(60);
  const grown = megabytes();
  expect(grown).toBeGreaterThanOrEqual(60);
  reserveMemory(40);
  expect(tf.tidy(() => tf.sum(tf.ones([10_000_000])).dataSync()[0])).toBe(10_000_000);
  expect(megabytes()).toBe(grown);
  expect({ tensors: tf.memory().numTensors, buffers: tf.memory().numDataBuffers }).toEqual(before);
});
