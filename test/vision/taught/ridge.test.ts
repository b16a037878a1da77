import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/math/random.js';
import { momentsOf, solveRidge } from '../../../src/vision/taught/ridge.js';

const vectors = (...rows: number[][]) => rows.map((row) => Float32Array.from(row));

describe('momentsOf', () => {
  it.each([1, 2, 3, 4, 5, 8, 9])(
    'adds %i vectors up one after another, to the last bit',
    (count) => {
      const random = seededRandom(`moments of ${count}`);
      const given = Array.from({ length: count }, () =>
        Float32Array.from({ length: 5 }, () => random() - 0.5),
      );
      const { mean, square } = momentsOf(given);
      for (let row = 0; row < 5; row++) {
        let sum = 0;
        for (const vector of given) sum += vector[row] as number;
        expect(mean[row]).toBe(sum * (1 / count));
        for (let column = 0; column <= row; column++) {
          let products = 0;
          for (const vector of given) {
            products += (vector[row] as number) * (vector[column] as number);
          }
          expect(square[row * 5 + column]).toBe(products * (1 / count));
        }
      }
    },
  );
});

describe('solveRidge', () => {
  const groups = [
    { vectors: vectors([3, 1], [5, -1], [4, 0.5]), weight: 3, target: 1 },
    { vectors: vectors([-2, 1], [0, 3], [-1, -2], [1, 0]), weight: 1, target: 0 },
  ].map((group) => ({ ...group, moments: momentsOf(group.vectors) }));

  it.each([0.01, 1, 30])('is where the loss has no slope, at a penalty of %s', (penalty) => {
    const w = solveRidge(groups, { penalty });
    const total = groups.reduce((sum, { weight }) => sum + weight, 0);
    const samples = groups.flatMap(({ vectors, weight, target }) =>
      vectors.map((vector) => ({ vector, target, weight: weight / total / vectors.length })),
    );
    const mean = (of: (sample: (typeof samples)[number]) => number) =>
      samples.reduce((sum, sample) => sum + sample.weight * of(sample), 0);
    const centre = [0, 1].map((i) => mean(({ vector }) => vector[i] as number));
    const target = mean((sample) => sample.target);
    const variance = mean(({ vector }) =>
      vector.reduce((sum, value, i) => sum + (value - (centre[i] as number)) ** 2, 0),
    );
    for (const axis of [0, 1]) {
      const slope = mean((sample) => {
        const offset = (i: number) => (sample.vector[i] as number) - (centre[i] as number);
        const error = (w[0] as number) * offset(0) + (w[1] as number) * offset(1);
        return (error - (sample.target - target)) * offset(axis);
      });
      expect(slope + penalty * (variance / 2) * (w[axis] as number)).toBeCloseTo(0, 9);
    }
  });

  it('counts a group by its weight and not by its number', () => {
    const [first, second] = groups as [(typeof groups)[0], (typeof groups)[0]];
    const twice = { ...first, moments: momentsOf([...first.vectors, ...first.vectors]) };
    const once = solveRidge([first, second], { penalty: 1 });
    const doubled = solveRidge([twice, second], { penalty: 1 });
    for (const [i, value] of once.entries()) expect(doubled[i]).toBeCloseTo(value, 12);
  });
});
