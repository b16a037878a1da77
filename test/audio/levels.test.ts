import { describe, expect, it } from 'vitest';
import { decibels, normalisingGain, peakOf, stereoPeakOf } from '../../src/audio/levels.js';

describe('levels', () => {
  it('finds the highest sample of either channel and sign', () => {
    const quiet = Float32Array.of(0.125, -0.25);
    expect(stereoPeakOf({ left: quiet, right: Float32Array.of(0.1, -0.5) })).toBe(0.5);
    expect(stereoPeakOf({ left: Float32Array.of(0.1, 0.75), right: quiet })).toBe(0.75);
  });

  it('lets a sample that is no number through, wherever it stands', () => {
    for (const samples of [
      [Number.NaN, 0.5],
      [0.5, Number.NaN, 0.1],
    ])
      expect(peakOf(Float32Array.from(samples))).toBeNaN();
  });

  it('brings any peak to −1 dBFS and leaves silence as it is', () => {
    expect(decibels(0.003 * normalisingGain(0.003))).toBeCloseTo(-1, 10);
    expect(decibels(17 * normalisingGain(17))).toBeCloseTo(-1, 10);
    expect(normalisingGain(0)).toBe(1);
  });
});
