import { expect, it } from 'vitest';
import { layPoints } from '../../src/latentMap/layPoints.js';

it('lays points along the axes in which they differ most, on one scale, with the middle in the middle', () => {
  // Ten to one along two slanted directions of three.
  const far = [-5, -5, 0, 5, 5, 0, 0.5, -0.5, 0, -0.5, 0.5, 0].map((value) => value + 7);
  const { places, shares } = layPoints(Float32Array.from(far), 3);
  expect(places.map(({ x }) => x)).toEqual([0.04, 0.96, 0.5, 0.5]);
  const [, , up, down] = places;
  expect(Math.abs((up?.y as number) - (down?.y as number))).toBeCloseTo(0.092, 3);
  expect(shares[0]).toBeCloseTo(100 / 101, 5);
});

it('lays points that are all the same, or one alone, in the middle', () => {
  expect(layPoints(Float32Array.of(3, 4, 3, 4), 2).places).toEqual([
    { x: 0.5, y: 0.5 },
    { x: 0.5, y: 0.5 },
  ]);
  expect(layPoints(Float32Array.of(3), 1).places).toEqual([{ x: 0.5, y: 0.5 }]);
});
