import { describe, expect, it } from 'vitest';
import { layPoints } from '../../src/latentMap/layPoints.js';
import { drawNormals, seededRandom } from '../../src/math/random.js';

describe('points on a plane', () => {
  it('are neighbours there where they are neighbours in many dimensions', async () => {
    const random = seededRandom('clusters');
    const middles = Array.from({ length: 6 }, () => drawNormals(32, random));
    const clusters = Array.from({ length: 120 }, (_, i) => i % 6);
    const points = clusters.flatMap((cluster) =>
      drawNormals(32, random).map((value, d) => (middles[cluster]?.[d] as number) + value / 3),
    );
    const places = await layPoints(Float32Array.from(points), { dimensions: 32 });
    const nearest = places.map(({ x, y }, i) => {
      const distances = places.map((other, j) =>
        j === i ? Number.POSITIVE_INFINITY : Math.hypot(other.x - x, other.y - y),
      );
      return distances.indexOf(Math.min(...distances));
    });
    const together = nearest.filter((j, i) => clusters[i] === clusters[j]).length;
    expect(together).toBe(120);
    expect(await layPoints(Float32Array.from(points), { dimensions: 32 })).toEqual(places);
    for (const { x, y } of places) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0.04);
      expect(Math.max(x, y)).toBeLessThanOrEqual(0.96);
    }
  });

  it('lie along their axes where they are three, in the middle where they are one or all the same', async () => {
    const three = await layPoints(Float32Array.of(-5, -5, 5, 5, 0, 0), { dimensions: 2 });
    expect(three.map(({ x }) => x)).toEqual([0.04, 0.96, 0.5]);
    const middle = { x: 0.5, y: 0.5 };
    expect(await layPoints(Float32Array.of(3), { dimensions: 1 })).toEqual([middle]);
    expect(await layPoints(Float32Array.of(3, 4, 3, 4), { dimensions: 2 })).toEqual([
      middle,
      middle,
    ]);
    const same = await layPoints(new Float32Array(12).fill(3), { dimensions: 2 });
    expect(same.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
  });

  it('are not moved on once the signal fires', async () => {
    const points = Float32Array.from(drawNormals(4000, seededRandom('many')));
    const stop = new AbortController();
    const laying = layPoints(points, { dimensions: 4, signal: stop.signal });
    setTimeout(() => stop.abort(), 1);
    await expect(laying).rejects.toMatchObject({ code: 'aborted' });
  });
});
