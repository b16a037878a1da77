import { expect, it } from 'vitest';
import { openLruCache } from '../../src/math/lruCache.js';

it('keeps so many values, those that were set or asked for last', () => {
  const cache = openLruCache<number>(3);
  for (const [i, key] of ['a', 'b', 'c'].entries()) cache.set(key, 10 + i);
  expect(cache.get('a')).toBe(10);
  cache.set('b', 21);
  cache.set('d', 13);
  expect(['a', 'b', 'c', 'd'].map(cache.get)).toEqual([10, 21, undefined, 13]);
});
