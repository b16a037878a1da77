import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { openBackend } from '../../src/tensors/backend.js';
import { reserveMemory } from '../../src/tensors/reserveMemory.js';

// A file of its own: there is one engine in a process.
it('reserves nothing of plain JavaScript', async () => {
  await openBackend('cpu');
  const before = tf.memory();
  reserveMemory(60);
  expect(tf.memory()).toEqual(before);
});
