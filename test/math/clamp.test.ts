import { expect, test } from 'vitest';
import { clamp } from '../../src/math/clamp.js';

test.each([
  [-3, -2],
  [-2, -2],
  [0.5, 0.5],
  [7, 7],
  [8, 7],
  [Number.NaN, Number.NaN],
])('brings %d to %d, between −2 and 7', (value, clamped) => {
  expect(clamp(value, -2, 7)).toBe(clamped);
});
