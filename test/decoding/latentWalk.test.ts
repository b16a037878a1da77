import { describe, expect, it } from 'vitest';
import { openLatentWalk, type WalkStep } from '../../src/decoding/latentWalk.js';
import { drawNormals, seededRandom } from '../../src/math/random.js';

const SIZE = 24;

/**
 * @param fits to which of the steps before the music could return, after so many of them
 * @param choose which of several steps goes on best
 */
function walk(
  seed: string,
  {
    steps,
    starts = 1,
    fits = () => true,
    choose = (candidates) => candidates[0] as WalkStep,
  }: {
    steps: number;
    starts?: number;
    fits?: (step: WalkStep, after: number) => boolean;
    choose?: (candidates: readonly WalkStep[], after: number) => WalkStep;
  },
) {
  const random = seededRandom(seed);
  const latents = Array.from({ length: starts }, () => drawNormals(SIZE, random));
  const { next } = openLatentWalk(latents, random);
  const path = Array.from({ length: steps }, (_, i) =>
    next({ fits: (step) => fits(step, i), choose: (candidates) => choose(candidates, i) }),
  );
  const returns = path.filter((step, i) => path.indexOf(step) < i);
  return { latents, path, returns };
}

describe('a latent walk', () => {
  it('goes by the given latents as they are, returning to none before', () => {
    const { latents, path } = walk('starts', { steps: 5, starts: 5 });
    expect(path.map(({ latent }) => latent)).toEqual(latents);
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

  it('comes back somewhat more than half of the time, with what chance decided there', () => {
    const { path, returns } = walk('returns', { steps: 200 });
    expect(returns.length).toBeGreaterThan(85);
    expect(returns.length).toBeLessThan(135);
    expect(new Set(path.map(({ randomSeed }) => randomSeed)).size).toBe(200 - returns.length);
  });

  it('may come back as soon as the given latents are behind it', () => {
    const seeds = Array.from({ length: 20 }, (_, seed) => `soon ${seed}`);
    const returned = seeds.filter((seed) => walk(seed, { steps: 2 }).returns.length > 0);
    expect(returned.length).toBeGreaterThan(4);
    expect(returned.length).toBeLessThan(20);
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

describe('the steps that a walk may take', () => {
  it.each([
    ['the given latent alone, as long as there is one', { starts: 3, steps: 3 }, [1, 1, 1]],
    ['three, from there on', { starts: 2, steps: 4, fits: () => false }, [1, 1, 3, 3]],
  ])('are %s', (_, options, counts) => {
    const offered: number[] = [];
    walk('offered', {
      ...options,
      choose: (candidates) => {
        offered.push(new Set(candidates).size);
        return candidates[0] as WalkStep;
      },
    });
    expect(offered).toEqual(counts);
  });

  it('are at most three of the places that it returns to', () => {
    const been: WalkStep[] = [];
    const returns: number[] = [];
    walk('offered returns', {
      steps: 60,
      choose: (candidates) => {
        const known = candidates.filter((step) => been.includes(step));
        if (known.length > 0) {
          expect(known).toEqual(candidates);
          returns.push(new Set(known).size);
        }
        been.push(candidates[0] as WalkStep);
        return candidates[0] as WalkStep;
      },
    });
    expect(returns.length).toBeGreaterThan(10);
    expect(Math.max(...returns)).toBe(3);
  });

  it('are chosen among, and the walk goes on from the one that was', () => {
    const offered: (readonly WalkStep[])[] = [];
    const { path } = walk('chosen', {
      steps: 30,
      fits: () => false,
      choose: (candidates) => {
        offered.push(candidates);
        return candidates.at(-1) as WalkStep;
      },
    });
    expect(path).toEqual(offered.map((candidates) => candidates.at(-1)));
  });
});
