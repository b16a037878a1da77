import { expect, test } from 'vitest';
import { countIn, overlappingArea } from '../../src/math/histogram.js';

const histogram = (...bins: number[]) => {
  const counts = new Map<number, number>();
  for (const bin of bins) countIn(counts, bin);
  return counts;
};

test('shares are compared, not counts', () => {
  expect(overlappingArea(histogram(1, 2), histogram(1, 1, 2, 2))).toBe(1);
  expect(overlappingArea(histogram(1, 2), histogram(2, 3))).toBe(0.5);
  expect(overlappingArea(histogram(1), histogram(2))).toBe(0);
});

test('nothing is like nothing, and unlike everything else', () => {
  expect(overlappingArea(histogram(), histogram())).toBe(1);
  expect(overlappingArea(histogram(), histogram(1))).toBe(0);
  expect(overlappingArea(histogram(1), histogram())).toBe(0);
});
