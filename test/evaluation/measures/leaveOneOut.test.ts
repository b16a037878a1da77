import { describe, expect, it } from 'vitest';
import { leaveOneOut, spreadOver } from '../../../src/evaluation/measures/leaveOneOut.js';

describe('leaving one out', () => {
  it('holds each against all others', () => {
    expect(leaveOneOut(['a', 'b', 'c'])).toEqual([
      { one: 'a', others: ['b', 'c'] },
      { one: 'b', others: ['a', 'c'] },
      { one: 'c', others: ['a', 'b'] },
    ]);
    expect(leaveOneOut(['a'])).toEqual([]);
    expect(leaveOneOut([])).toEqual([]);
  });

  it('takes some of very many, from the first to nearly the last', () => {
    const folds = leaveOneOut(Array.from({ length: 1000 }, (_, i) => i));
    expect(folds.map(({ one }) => one)).toEqual([0, 125, 250, 375, 500, 625, 750, 875]);
    expect(folds.every(({ others }) => others.length === 999)).toBe(true);
  });
});

describe('spreadOver', () => {
  it.each([
    [7, 3, [0, 2, 4]],
    [3, 7, [0, 1, 2]],
    [0, 3, []],
  ])('takes of %i items at most %i', (length, most, expected) => {
    expect(
      spreadOver(
        Array.from({ length }, (_, i) => i),
        most,
      ),
    ).toEqual(expected);
  });
});
