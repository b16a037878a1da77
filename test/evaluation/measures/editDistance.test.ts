import { describe, expect, it } from 'vitest';
import { editDistance } from '../../../src/evaluation/measures/editDistance.js';

describe('the edit distance', () => {
  it.each([
    ['', '', 0],
    ['abc', 'abc', 0],
    ['abc', '', 1],
    ['abc', 'xyz', 1],
    ['abc', 'bc', 1 / 3],
    ['kitten', 'sitting', 3 / 7],
    ['abcd', 'badc', 3 / 4],
  ])('of %j and %j is %d of the longer one, both ways', (a, b, distance) => {
    expect(editDistance([...a], [...b])).toBeCloseTo(distance, 12);
    expect(editDistance([...b], [...a])).toBeCloseTo(distance, 12);
  });
});
