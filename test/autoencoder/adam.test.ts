import { describe, expect, it } from 'vitest';
import { createAdam, oneCycleRate } from '../../src/autoencoder/adam.js';

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

  it('finds it again after an odd batch, instead of being thrown off for good', () => {
    expect(Math.abs(descend({ steps: 600, oddStep: 300 }))).toBeLessThan(0.05);
  });
});

describe('the one-cycle rate', () => {
  it('rises for three tenths of the training and falls to almost nothing', () => {
    const rates = [0, 0.15, 0.3, 0.65, 1].map((progress) => oneCycleRate(progress, 0.02));
    expect(rates[0]).toBeCloseTo(0.002, 9);
    expect(rates[2]).toBeCloseTo(0.02, 9);
    expect(rates[1]).toBeLessThan(rates[2] as number);
    expect(rates[3]).toBeLessThan(rates[2] as number);
    expect(rates[4]).toBeLessThan(0.0001);
  });
});
