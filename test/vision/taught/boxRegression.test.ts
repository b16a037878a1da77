import { describe, expect, it } from 'vitest';
import { drawNormals, seededRandom } from '../../../src/math/random.js';
import type { Box } from '../../../src/vision/box.js';
import {
  decodeBox,
  encodeBox,
  fitBoxRegression,
  predictOffsets,
} from '../../../src/vision/taught/boxRegression.js';
import { EMBEDDING_LENGTH } from '../../../src/vision/taught/taughtThing.js';

const LOWER_HALF: Box = { x: 13, y: 57, width: 40, height: 30 };
const WHOLE: Box = { x: 11, y: 22, width: 45, height: 67 };

describe('offsets between two boxes', () => {
  it('takes the one to the other', () => {
    const there = decodeBox(LOWER_HALF, encodeBox(LOWER_HALF, WHOLE));
    for (const key of ['x', 'y', 'width', 'height'] as const) {
      expect(there[key]).toBeCloseTo(WHOLE[key], 9);
    }
  });

  it('is the same at any size and place', () => {
    const [from, to] = [LOWER_HALF, WHOLE].map(({ x, y, width, height }) => ({
      x: 3 * x + 101,
      y: 3 * y - 7,
      width: 3 * width,
      height: 3 * height,
    })) as [Box, Box];
    for (const [axis, value] of encodeBox(from, to).entries()) {
      expect(value).toBeCloseTo(encodeBox(LOWER_HALF, WHOLE)[axis] as number, 9);
    }
  });

  it('makes no box more than four times as wide or a fourth as high', () => {
    expect(decodeBox(LOWER_HALF, [0, 0, 9, -9])).toMatchObject({ width: 160, height: 7.5 });
  });
});

describe('fitBoxRegression', () => {
  const random = seededRandom('shifts');
  const around = (direction: number) =>
    Array.from({ length: 8 }, () => {
      const values = drawNormals(EMBEDDING_LENGTH, random).map((value) => value / 60);
      values[direction] = 1.6;
      return Float32Array.from(values);
    });
  const halves = around(3);
  const wholes = around(310);
  const line = fitBoxRegression(
    [...halves, ...wholes],
    [...halves.map(() => [0.1, -0.5, 0, 0.7] as const), ...wholes.map(() => [0, 0, 0, 0] as const)],
  );

  it('tells of each kind of anchor where the thing lies, also of anchors that it was not taught', () => {
    for (const [direction, offsets] of [
      [3, [0.1, -0.5, 0, 0.7]],
      [310, [0, 0, 0, 0]],
    ] as const) {
      const [embedding] = around(direction) as [Float32Array];
      for (const [axis, value] of predictOffsets(line, embedding).entries()) {
        expect(Math.abs(value - offsets[axis as 0])).toBeLessThan(0.1);
      }
    }
  });

  it('gives the mean offsets where an embedding says nothing', () => {
    const nothing = new Float32Array(EMBEDDING_LENGTH);
    for (const [axis, value] of predictOffsets(line, nothing).entries()) {
      expect(value).toBeCloseTo([0.05, -0.25, 0, 0.35][axis] as number, 9);
    }
  });
});
