import { describe, expect, it } from 'vitest';
import { mixLatents, openLatentWalk, type WalkStep } from '../../src/decoding/latentWalk.js';
import { drawNormals, seededRandom } from '../../src/random.js';

const SIZE = 24;

/** @param fits to which of the steps before the music could return, after so many of them */
function walk(
  seed: string,
  {
    steps,
    starts = 1,
    fits = () => true,
  }: {
    steps: number;
    starts?: number;
    fits?: (step: WalkStep, after: number) => boolean;
  },
) {
  const random = seededRandom(seed);
  const latents = Array.from({ length: starts }, () => drawNormals(SIZE, random));
  const { next } = openLatentWalk(latents, random);
  const path = Array.from({ length: steps }, (_, i) => next((step) => fits(step, i)));
  const returns = path.filter((step, i) => path.indexOf(step) < i);
  return { latents, path, returns };
}

function correlation(a: readonly number[], b: readonly number[]) {
  const norm = (values: readonly number[]) => Math.hypot(...values);
  return a.reduce((sum, value, i) => sum + value * (b[i] as number), 0) / (norm(a) * norm(b));
}

describe('a latent walk', () => {
  it('starts at the first latent and moves towards each further one, returning to none before', () => {
    const { latents, path } = walk('starts', { steps: 5, starts: 5 });
    expect(path[0]?.latent).toEqual(latents[0]);
    for (const i of [1, 2, 3, 4]) {
      const [here, before, target] = [path[i], path[i - 1], latents[i]];
      expect(here?.latent).toEqual(mixLatents(before?.latent as number[], target as number[], 0.6));
      expect(correlation(here?.latent as number[], target as number[])).toBeGreaterThan(0.6);
    }
    expect(path.map(({ start }) => start)).toEqual([0, 1, 2, 3, 4]);
  });

  it('tells by which of the given latents it came last', () => {
    const { path } = walk('goes on', { steps: 6, starts: 2, fits: () => false });
    expect(path.map(({ start }) => start)).toEqual([0, 1, 1, 1, 1, 1]);
  });

  it('stays among draws from N(0, 1) however long it goes on', () => {
    const { path } = walk('long', { steps: 400, fits: () => false });
    const numbers = path.slice(200).flatMap(({ latent }) => latent);
    const mean = numbers.reduce((a, b) => a + b) / numbers.length;
    const variance = numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0) / numbers.length;
    expect(Math.abs(mean)).toBeLessThan(0.1);
    expect(variance).toBeGreaterThan(0.85);
    expect(variance).toBeLessThan(1.15);
  });

  it('comes back half of the time, with what chance decided there', () => {
    const { path, returns } = walk('returns', { steps: 200 });
    expect(returns.length).toBeGreaterThan(75);
    expect(returns.length).toBeLessThan(125);
    expect(new Set(path.map(({ randomSeed }) => randomSeed)).size).toBe(200 - returns.length);
  });

  it('comes back only where the music fits', () => {
    const first = new Set<WalkStep>();
    const { path, returns } = walk('fits', {
      steps: 100,
      fits: (step) => {
        if (first.size === 0) first.add(step);
        return first.has(step);
      },
    });
    expect(returns.length).toBeGreaterThan(20);
    expect(new Set(returns)).toEqual(new Set([path[0]]));
    expect(walk('nowhere', { steps: 100, fits: () => false }).returns).toEqual([]);
  });

  it('asks of each place once, however often it was there', () => {
    const asked: WalkStep[][] = Array.from({ length: 60 }, () => []);
    walk('asked', {
      steps: 60,
      fits: (step, after) => {
        asked[after]?.push(step);
        return true;
      },
    });
    expect(asked.flat().length).toBeGreaterThan(60);
    for (const steps of asked) expect(new Set(steps).size).toBe(steps.length);
  });
});

describe('mixLatents', () => {
  it.each([
    [1, [3, -4]],
    [0, [1, 2]],
    [0.6, [0.6 * 3 + 0.8 * 1, 0.6 * -4 + 0.8 * 2]],
  ])('keeps a share of %d', (share, mixed) => {
    for (const [i, value] of mixLatents([3, -4], [1, 2], share).entries()) {
      expect(value).toBeCloseTo(mixed[i] as number, 12);
    }
  });
});
