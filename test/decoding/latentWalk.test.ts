import { describe, expect, it } from 'vitest';
import { latentWalk } from '../../src/decoding/latentWalk.js';
import { drawNormals, seededRandom } from '../../src/random.js';

const SIZE = 24;

function walk(seed: string, steps: number, starts = 1) {
  const random = seededRandom(seed);
  const latents = Array.from({ length: starts }, () => drawNormals(SIZE, random));
  const path = latentWalk(latents, random);
  return { latents, path: Array.from({ length: steps }, () => path.next().value) };
}

function correlation(a: readonly number[], b: readonly number[]) {
  const norm = (values: readonly number[]) => Math.hypot(...values);
  return a.reduce((sum, value, i) => sum + value * (b[i] as number), 0) / (norm(a) * norm(b));
}

describe('latentWalk', () => {
  it('starts at the first latent and moves towards each further one', () => {
    const { latents, path } = walk('starts', 3, 3);
    expect(path[0]?.latent).toEqual(latents[0]);
    for (const i of [1, 2]) {
      const [here, target] = [path[i]?.latent as number[], latents[i] as number[]];
      expect(correlation(here, target)).toBeGreaterThan(0.6);
    }
  });

  it('stays among draws from N(0, 1) however long it goes on', () => {
    const numbers = walk('long', 400)
      .path.slice(200)
      .flatMap(({ latent }) => latent);
    const mean = numbers.reduce((a, b) => a + b) / numbers.length;
    const variance = numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0) / numbers.length;
    expect(Math.abs(mean)).toBeLessThan(0.1);
    expect(variance).toBeGreaterThan(0.85);
    expect(variance).toBeLessThan(1.15);
  });

  it('comes back half of the time, to a latent where it was and with the luck it had there', () => {
    const { path } = walk('returns', 200);
    const returns = path.filter((step, i) => path.indexOf(step) < i);
    expect(returns.length).toBeGreaterThan(75);
    expect(returns.length).toBeLessThan(125);
    expect(new Set(path.map(({ luck }) => luck)).size).toBe(200 - returns.length);
  });
});
