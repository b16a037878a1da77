import { describe, expect, it } from 'vitest';
import { createAdam, MAX_GRADIENT_NORM, oneCycleRate } from '../../src/autoencoder/adam.js';
import { seededRandom } from '../../src/math/random.js';

/** Steps down the slope of x² ÷ 2, whose gradient is x; one of them may be told a gradient far too long. */
function descend({ steps, oddStep }: { steps: number; oddStep?: number }): number {
  const parameters = { x: Float32Array.of(1) };
  const takeStep = createAdam(parameters);
  for (let step = 0; step < steps; step++) {
    const slope = step === oddStep ? 1e6 : (parameters.x[0] as number);
    takeStep({ x: Float32Array.of(slope) }, 0.01);
  }
  return parameters.x[0] as number;
}

describe('Adam', () => {
  it('finds the bottom', () => {
    expect(Math.abs(descend({ steps: 600 }))).toBeLessThan(0.01);
  });

  it('steps as plain loops in 64 bits do, to the bit', () => {
    const random = seededRandom('Adam');
    const numbers = () => Float32Array.from({ length: 37 }, () => random() - 0.5);
    const x = numbers();
    const [expected, mean, square] = [x.slice(), new Float32Array(37), new Float32Array(37)];
    const takeStep = createAdam({ x });
    for (let step = 1; step <= 5; step++) {
      const gradient = numbers();
      takeStep({ x: gradient }, 0.01);
      const rate = (0.01 * Math.sqrt(1 - 0.999 ** step)) / (1 - 0.9 ** step);
      for (const [i, g] of gradient.entries()) {
        const m = 0.9 * (mean[i] as number) + (1 - 0.9) * g;
        const v = 0.999 * (square[i] as number) + (1 - 0.999) * g * g;
        mean[i] = m;
        square[i] = v;
        expected[i] = (expected[i] as number) - (rate * m) / (Math.sqrt(v) + 1e-8);
      }
    }
    expect(x).toEqual(expected);
  });

  /** After a step along a gradient of this length, over two parameters, and a short one. */
  const afterStep = (norm: number) => {
    const parameters = { x: Float32Array.of(0), y: Float32Array.of(0, 0) };
    const takeStep = createAdam(parameters);
    const third = norm / 3;
    takeStep({ x: Float32Array.of(third), y: Float32Array.of(-2 * third, 2 * third) }, 0.01);
    takeStep({ x: Float32Array.of(0.5), y: Float32Array.of(0.5, -0.5) }, 0.01);
    return [...parameters.x, ...parameters.y];
  };

  it('takes the direction alone of a gradient that is too long as a whole', () => {
    const longest = afterStep(MAX_GRADIENT_NORM);
    for (const times of [1.1, 3, 1e5]) {
      for (const [i, value] of afterStep(times * MAX_GRADIENT_NORM).entries()) {
        expect(value).toBeCloseTo(longest[i] as number, 6);
      }
    }
    // One that is just short enough is taken as it is.
    const shorter = afterStep(0.95 * MAX_GRADIENT_NORM);
    const change = (shorter[0] as number) - (longest[0] as number);
    expect(Math.abs(change)).toBeGreaterThan(1e-5);
  });

  it('finds it again after an odd batch, instead of being thrown off for good', () => {
    expect(Math.abs(descend({ steps: 600, oddStep: 300 }))).toBeLessThan(0.05);
  });
});

describe('the one-cycle rate', () => {
  it('rises for three tenths of the training and falls to almost nothing', () => {
    const rates = [0, 0.15, 0.3, 0.65, 1].map((progress) => oneCycleRate(progress, 0.02));
    // A tenth, half way up, the top, half of it, and a thousandth.
    for (const [i, share] of [0.1, 0.55, 1, 0.5005, 0.001].entries()) {
      expect(rates[i]).toBeCloseTo(0.02 * share, 9);
    }
  });
});
