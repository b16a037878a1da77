import { describe, expect, it } from 'vitest';
import { targetLoudness, type Weighed } from '../../../src/composition/loudness/targetLoudness.js';

const part = (areaShare: number, gainDb: number, loudness: number[]): Weighed => ({
  areaShare,
  gainDb,
  loudness,
});

describe('targetLoudness', () => {
  it('is what the areas ask for where the SoundFonts agree, however loud the instruments are', () => {
    const parts = [
      part(0.4, 0, [-31, -33]),
      part(0.2, -3.01, [-12, -14]),
      part(0.1, -6.02, [-22, -24]),
    ];
    expect(targetLoudness(parts)).toEqual([0, -3.01, -6.02]);
  });

  it('keeps a larger object above a smaller one on each SoundFont where they disagree', () => {
    const parts = [part(0.4, 0, [-20, -26]), part(0.39, -0.11, [-26, -20])];
    const [large = 0, small = 0] = targetLoudness(parts);
    // The smaller is 3 dB louder than the mean on one, the larger 3 dB softer.
    expect(large - small - 6).toBeGreaterThan(0.5);
  });

  it('parts them by as much more as the smaller is louder on the SoundFont that likes it best', () => {
    const flat = [-20, -20, -20];
    for (const [ofLarge, ofSmall] of [
      [[-16, -22, -22], flat],
      [flat, [-24, -18, -18]],
    ] as const) {
      const parts = [part(0.2, 0, [...ofLarge]), part(0.19, -0.22, [...ofSmall])];
      const [large = 0, small = 0] = targetLoudness(parts);
      // 2 dB more than objects on whose instruments the SoundFonts agree.
      expect(large - small).toBeGreaterThan(3.6);
      expect(large - small).toBeLessThan(3.85);
    }
  });

  it('does not put objects of one size in an order', () => {
    const [first, second] = targetLoudness([part(0.2, 0, [-20, -26]), part(0.2, 0, [-26, -20])]);
    expect(first).toBe(second);
  });

  it('parts objects that differ by less than is heard', () => {
    const [large = 0, small = 0] = targetLoudness([
      part(0.2, 0, [-20, -20]),
      part(0.19, -0.22, [-20, -20]),
    ]);
    expect(large - small).toBeGreaterThan(1.65);
    expect(large - small).toBeLessThan(1.85);
    // The larger rises, and the smaller sinks.
    expect(large).toBeGreaterThan(0.4);
    expect(-0.22 - small).toBeGreaterThan(0.4);
  });

  it('never lets one sink out of hearing, even among fifteen on SoundFonts that agree about nothing', () => {
    const parts = Array.from({ length: 15 }, (_, i) =>
      part(0.4 / (i + 1) ** 2, Math.max(-18, -20 * Math.log10(i + 1)), [
        -20 + 5 * (-1) ** i,
        -20 - 5 * (-1) ** i,
      ]),
    );
    const targets = targetLoudness(parts);
    expect(Math.max(...targets) - Math.min(...targets)).toBeLessThanOrEqual(33 + 1e-9);
    expect(targets.every(Number.isFinite)).toBe(true);
    // Nor do those at the bottom come to one level: each keeps its place below the larger ones.
    for (const [i, target] of targets.slice(1).entries()) {
      expect((targets[i] as number) - target).toBeGreaterThan(0.5);
    }
  });
});
