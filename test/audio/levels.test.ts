import { describe, expect, it } from 'vitest';
import { decibels, normalisingGain, peakOf } from '../../src/audio/levels.js';

describe('levels', () => {
  it('finds the highest sample of either channel and sign', () => {
    const quiet = Float32Array.of(0.125, -0.25);
    expect(peakOf({ left: quiet, right: Float32Array.of(0.1, -0.5) })).toBe(0.5);
    expect(peakOf({ left: Float32Array.of(0.1, 0.75), right: quiet })).toBe(0.75);
  });

  it('brings any peak to −1 dBFS and leaves silence as it is', () => {
    expect(decibels(0.003 * normalisingGain(0.003))).toBeCloseTo(-1, 10);
    expect(decibels(17 * normalisingGain(17))).toBeCloseTo(-1, 10);
    expect(normalisingGain(0)).toBe(1);
  });
});
