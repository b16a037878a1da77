import { describe, expect, it } from 'vitest';
import { decodeBoxes } from '../../src/vision/boxCoder.js';

const anchor = [0.2, 0.4, 0.6, 0.5];

describe('decodeBoxes', () => {
  it.each([
    ['nothing is said of it', [0, 0, 0, 0], anchor],
    ['the centre moves down by half its height', [5, 0, 0, 0], [0.4, 0.4, 0.8, 0.5]],
    ['the centre moves left by its width', [0, -10, 0, 0], [0.2, 0.3, 0.6, 0.4]],
    ['it grows to twice its height', [0, 0, 5 * Math.log(2), 0], [0, 0.4, 0.8, 0.5]],
    ['it shrinks to half its width', [0, 0, 0, -5 * Math.log(2)], [0.2, 0.425, 0.6, 0.475]],
  ])('gives the anchor when %s', (_, offsets, expected) => {
    const anchors = Float32Array.of(0, 0, 1, 1, ...anchor);
    const boxes = decodeBoxes(Float32Array.of(0, 0, 0, 0, ...offsets), anchors);
    expect([...boxes.subarray(0, 4)]).toEqual([0, 0, 1, 1]);
    for (const [i, value] of expected.entries()) expect(boxes[4 + i]).toBeCloseTo(value, 6);
  });
});
