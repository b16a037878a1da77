import { describe, expect, it } from 'vitest';
import { median } from '../../src/math/median.js';

describe('median', () => {
  it.each([
    ['one value', [7], 7],
    ['an odd number, in any order', [9, -2, 100, 3, 10], 9],
    ['an even number: the upper one', [4, 1, 3, 2], 3],
    ['values that are alike', [2, 5, 2, 2], 2],
  ])('is the middle one of %s', (_, values, middle) => {
    expect(median(values)).toBe(middle);
  });

  it('leaves the values in their order', () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
  });
});
