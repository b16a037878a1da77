import { describe, expect, it } from 'vitest';
import { latentAt, seedLatentAt } from '../../src/latentMap/latentAt.js';
import { drawNormals, seededRandom } from '../../src/math/random.js';

const random = seededRandom('places');
const points = Array.from({ length: 30 }, (_, i) => ({
  x: random(),
  y: random(),
  take: i % 3,
  event: i,
}));
const latents = points.map(() => drawNormals(32, random));
const at = (x: number, y: number) => latentAt({ points, latents }, { x, y });
const norm = (latent: readonly number[]) => Math.hypot(...latent);

describe('the latent of a place', () => {
  it('is that of the point where one lies', () => {
    for (const [i, { x, y }] of points.entries()) expect(at(x, y)).toEqual(latents[i]);
  });

  it('is as long as those around it, so that it lies where a decoder has learned something', () => {
    const norms = latents.map(norm);
    for (let i = 0; i < 200; i++) {
      const here = norm(at(random(), random()));
      expect(here).toBeGreaterThanOrEqual(0.9 * Math.min(...norms));
      expect(here).toBeLessThanOrEqual(1.0001 * Math.max(...norms));
    }
  });

  it('moves a little where the place moves a little', () => {
    for (let i = 0; i < 2000; i++) {
      const [x, y] = [random(), random()];
      const [here, there] = [at(x, y), at(x + 1e-6, y)];
      const moved = Math.hypot(...here.map((value, d) => value - (there[d] as number)));
      expect(moved).toBeLessThan(0.05);
    }
  });

  it.each([
    ['one point alone', 1],
    ['fewer points than neighbours', 3],
    ['points that all lie on one another', 6],
  ])('is there for %s', (what, count) => {
    const few = points
      .slice(0, count)
      .map((point) => (what.includes('all') ? { ...point, x: 0.5, y: 0.5 } : point));
    const found = latentAt({ points: few, latents }, { x: 0.9, y: 0.1 });
    expect(found).toHaveLength(32);
    expect(found.every(Number.isFinite)).toBe(true);
  });

  it('is the place itself by kind seed, from −2 to 2', () => {
    expect(seedLatentAt({ x: 0.25, y: 1 }, 2)).toEqual([-1, 2]);
    expect(seedLatentAt({ x: 0.75, y: 0.5 }, 3)).toEqual([1, 0, 0]);
  });
});
