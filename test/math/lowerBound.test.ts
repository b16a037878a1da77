import { describe, expect, it } from 'vitest';
import { lowerBound } from '../../src/math/lowerBound.js';

describe('lowerBound', () => {
  const values = [1, 2, 2, 4];

  it.each([
    [0, 0],
    [1, 0],
    [2, 1],
    [3, 3],
    [4, 3],
    [5, 4],
  ])('finds where %d belongs: before index %d', (value, index) => {
    expect(lowerBound(values.length, (i) => (values[i] as number) < value)).toBe(index);
  });

  it('is 0 of nothing', () => {
    expect(lowerBound(0, () => true)).toBe(0);
  });
});
