import { expect, test } from 'vitest';
import { maxBy, minBy } from '../../src/math/maxBy.js';

const words = ['two', 'eleven', 'twelve', 'one'];
const length = (word: string) => word.length;

test('of equals the first is taken', () => {
  expect(maxBy(words, length)).toBe('eleven');
  expect(minBy(words, length)).toBe('two');
});

test('a score may be infinite', () => {
  expect(maxBy([3], () => -Infinity)).toBe(3);
  expect(minBy([3, 5], (value) => (value === 3 ? Infinity : 1))).toBe(5);
});

test('any iterable has a best item, and nothing has none', () => {
  expect(maxBy(new Set([2, 7, 5]), (value) => value)).toBe(7);
  expect(maxBy([], () => 1)).toBeUndefined();
  expect(minBy([], () => 1)).toBeUndefined();
});
