import { expect, test } from 'vitest';
import { groupBy } from '../../src/math/groupBy.js';

test('groups come in the order of their first items, and items in theirs', () => {
  expect([...groupBy([5, 2, 7, 4], (value) => value % 2)]).toEqual([
    [1, [5, 7]],
    [0, [2, 4]],
  ]);
});

test('of nothing there are no groups', () => {
  expect(groupBy([], String).size).toBe(0);
});
