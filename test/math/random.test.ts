import { describe, expect, it } from 'vitest';
import { drawNormals, seededRandom, shuffled } from '../../src/math/random.js';

describe('seededRandom', () => {
  it('gives the same numbers for the same seed, on every machine', () => {
    const random = seededRandom('kitchen');
    expect([random(), random(), random()].map((x) => x.toFixed(9))).toMatchInlineSnapshot(`
      [
        "0.632732213",
        "0.949261910",
        "0.720396310",
      ]
    `);
  });

  it('gives unrelated numbers for neighbouring seeds', () => {
    const firsts = Array.from({ length: 500 }, (_, seed) => seededRandom(seed)());
    const mean = firsts.reduce((a, b) => a + b, 0) / firsts.length;
    expect(mean).toBeGreaterThan(0.45);
    expect(mean).toBeLessThan(0.55);
    expect(new Set(firsts).size).toBe(500);
  });
});

it('drawNormals draws with mean 0 and variance 1', () => {
  const draws = drawNormals(20_000, seededRandom('normal'));
  const mean = draws.reduce((a, b) => a + b, 0) / draws.length;
  const variance = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws.length;
  expect(Math.abs(mean)).toBeLessThan(0.03);
  expect(Math.abs(variance - 1)).toBeLessThan(0.05);
});

it('drawNormals draws nothing too', () => {
  expect(drawNormals(0, seededRandom('none'))).toEqual([]);
});

it.each([-1, 0.5, 2 ** 24 + 1, Number.NaN])(
  'drawNormals draws no vector of length %d',
  (length) => {
    expect(() => drawNormals(length, seededRandom('none'))).toThrow('whole number of draws');
  },
);

it('shuffled draws every order as often', () => {
  const random = seededRandom('orders');
  const counts = new Map<string, number>();
  for (let i = 0; i < 6000; i++) {
    const order = shuffled(['a', 'b', 'c'], random).join('');
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect([...counts.keys()].sort()).toEqual(['abc', 'acb', 'bac', 'bca', 'cab', 'cba']);
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(120);
});

it('shuffled keeps every item and leaves its argument alone', () => {
  const items = [3, 1, 4, 1, 5, 9, 2, 6];
  const result = shuffled(items, seededRandom(2));
  expect(result).not.toEqual(items);
  expect([...result].sort()).toEqual([...items].sort());
  expect(items).toEqual([3, 1, 4, 1, 5, 9, 2, 6]);
});
