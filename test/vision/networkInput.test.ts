import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/math/random.js';
import { openBackend } from '../../src/tensors/backend.js';
import { INPUT_SIDE, toNetworkInput } from '../../src/vision/networkInput.js';
import type { Raster } from '../../src/vision/photo/photo.js';

function noise(width: number, height: number): Raster {
  const random = seededRandom('noise');
  const data = Uint8Array.from({ length: width * height * 3 }, () => Math.floor(random() * 256));
  return { width, height, data };
}

describe('toNetworkInput', () => {
  beforeAll(() => openBackend('wasm'));

  it.each([
    ['a view smaller than the input', 137, 91, { x: 0, y: 0, width: 137, height: 91 }],
    ['a larger view', 641, 433, { x: 0, y: 0, width: 641, height: 433 }],
    ['a tile at the far corner', 641, 433, { x: 265, y: 178, width: 376, height: 255 }],
    ['a view as large as the input', 300, 300, { x: 0, y: 0, width: 300, height: 300 }],
    ['a line', 400, 7, { x: 3, y: 6, width: 397, height: 1 }],
  ])('agrees with TensorFlow on %s', async (_, width, height, view) => {
    const picture = noise(width, height);
    const expected = tf.tidy(() => {
      const pixels = tf.tensor3d(picture.data, [height, width, 3], 'float32');
      const part = tf.slice(pixels, [view.y, view.x, 0], [view.height, view.width, 3]);
      const square = tf.image.resizeBilinear(part, [INPUT_SIDE, INPUT_SIDE]);
      return tf.sub(tf.mul(square, 2 / 255), 1);
    });
    const wanted = await expected.data();
    const input = toNetworkInput(picture, view);
    expect(input).toHaveLength(INPUT_SIDE * INPUT_SIDE * 3);
    const furthest = input.reduce(
      (most, value, i) => Math.max(most, Math.abs(value - (wanted[i] as number))),
      0,
    );
    // Positions are computed in single precision there and in double here: a thousandth of a level of 255.
    expect(furthest).toBeLessThan(1e-3);
    expected.dispose();
  });

  it('sends black to −1 and white to 1', () => {
    const data = new Uint8Array(40 * 40 * 3).fill(255, 0, 20 * 40 * 3);
    const input = toNetworkInput(
      { width: 40, height: 40, data },
      { x: 0, y: 0, width: 40, height: 40 },
    );
    expect(input[0]).toBe(1);
    expect(input.at(-1)).toBe(-1);
  });
});
