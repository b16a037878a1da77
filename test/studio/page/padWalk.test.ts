import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/math/random.js';
import { nearestPoint, openPadWalk } from '../../../src/studio/page/state/padWalk.js';

const random = seededRandom('points');
const points = Array.from({ length: 60 }, () => [random(), random(), 0]);

describe('a walk over a map', () => {
  it('goes from point to point among neighbours, and not back at once', () => {
    const next = openPadWalk(points, { from: [0.5, 0.5], random: seededRandom(3) });
    const steps = Array.from({ length: 40 }, next);
    for (const [x, y] of steps) expect(points[nearestPoint(points, [x, y])]).toEqual([x, y, 0]);
    for (let i = 0; i + 12 < steps.length; i++) {
      expect(new Set(steps.slice(i, i + 12).map(String)).size).toBe(12);
    }
    const lengths = steps.slice(1).map(([x, y], i) => {
      const [beforeX, beforeY] = steps[i] as readonly [number, number];
      return Math.hypot(x - beforeX, y - beforeY);
    });
    const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
    // Two points drawn at random lie 0.52 apart.
    expect(mean).toBeLessThan(0.3);
  });

  it('is the same of equal seeds', () => {
    const walk = () => {
      const next = openPadWalk(points, { from: [0.1, 0.9], random: seededRandom(5) });
      return Array.from({ length: 20 }, next);
    };
    expect(walk()).toEqual(walk());
  });

  it.each([1, 2])('goes on over %i points', (count) => {
    const few = points.slice(0, count);
    const next = openPadWalk(few, { from: [0.5, 0.5], random: seededRandom(1) });
    for (const [x, y] of Array.from({ length: 6 }, next)) {
      expect(few.map(([a, b]) => [a, b])).toContainEqual([x, y]);
    }
  });
});
