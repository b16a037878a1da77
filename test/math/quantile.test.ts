import { expect, test } from 'vitest';
import { quantile } from '../../src/math/quantile.js';

test('between two values a quantile lies as far as its share says', () => {
  expect(quantile([4, 1, 2], 0.75)).toBe(3);
  expect(quantile([1, 2], 0.5)).toBe(1.5);
});

test('the quantiles of 0 and 1 are the least and the largest value', () => {
  expect(quantile([3, 1, 2], 0)).toBe(1);
  expect(quantile([3, 1, 2], 1)).toBe(3);
  expect(quantile([7], 0.3)).toBe(7);
});
