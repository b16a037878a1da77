import { describe, expect, it } from 'vitest';
import { gatherStatistics } from '../../../src/evaluation/classifier/classStatistics.js';
import { fitDiscriminant } from '../../../src/evaluation/classifier/discriminant.js';
import { drawNormals, seededRandom } from '../../../src/math/random.js';

/** Two long clouds side by side: what tells them apart is a small step across their length. */
function cloud(name: string, offset: number) {
  const random = seededRandom(name);
  return Array.from({ length: 40 }, () => {
    const [along = 0, across = 0] = drawNormals(2, random);
    return { name, features: [along, along + offset + 0.1 * across, 7] };
  });
}

describe('the discriminant', () => {
  it('sees a direction that is small against how much the classes vary', () => {
    const [left, right] = [cloud('left', -0.5), cloud('right', 0.5)];
    const classify = fitDiscriminant(
      gatherStatistics([...left.slice(0, 30), ...right.slice(0, 30)]),
    );
    // By the nearest mean, a point far up the left cloud would belong to the right one.
    expect(classify([3, 2.5, 7])).toBe('left');
    expect(classify([-3, -2.5, 7])).toBe('right');
    for (const { name, features } of [...left.slice(30), ...right.slice(30)]) {
      expect(classify(features)).toBe(name);
    }
  });

  it('takes the nearest, each feature by its own measure, where a class has one example', () => {
    const classify = fitDiscriminant(
      gatherStatistics([
        { name: 'a', features: [0, 1000, 5] },
        { name: 'b', features: [1, 1000, 5] },
        { name: 'c', features: [1, 9000, 5] },
      ]),
    );
    expect(classify([0.1, 1900, 5])).toBe('a');
    expect(classify([0.9, 100, 5])).toBe('b');
    expect(classify([0.2, 8900, 11])).toBe('c');
  });

  it('knows a single class only, whatever it is shown', () => {
    const classify = fitDiscriminant(gatherStatistics([{ name: 'clock', features: [0.3, 4] }]));
    expect(classify([-50, 12])).toBe('clock');
  });
});
