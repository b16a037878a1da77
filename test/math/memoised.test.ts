import { expect, test, vi } from 'vitest';
import { memoised } from '../../src/math/memoised.js';

test('is computed once for each object, also where the value is 0', () => {
  const compute = vi.fn(({ length }: { length: number }) => length);
  const lengthOf = memoised(compute);
  const [empty, other] = [[], [1, 2]];
  expect([lengthOf(empty), lengthOf(empty), lengthOf(other), lengthOf([1, 2])]).toEqual([
    0, 0, 2, 2,
  ]);
  expect(compute).toHaveBeenCalledTimes(3);
});
