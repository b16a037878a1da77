import { describe, expect, it } from 'vitest';
import { colourOf, inkOn, luminanceOf, PALETTE } from '../../src/picture/palette.js';
import { leastDistance, leastStep, VISIONS } from './colourVision.js';

describe('the colours of objects', () => {
  it.each(Object.entries(VISIONS))('are 15 that %s vision tells apart', (_, vision) => {
    const { least, pairs } = leastDistance(PALETTE, vision);
    expect(pairs).toBe(105);
    expect(least).toBeGreaterThan(15.5);
  });

  it('differ in lightness from one lane to the next, for whoever prints in grey', () => {
    expect(leastStep(PALETTE)).toBeGreaterThan(15);
  });

  it('stand out from white paper, and their numbers from them', () => {
    for (const colour of PALETTE) {
      expect(1.05 / (luminanceOf(colour) + 0.05)).toBeGreaterThan(2.6);
      const [ink, own] = [luminanceOf(inkOn(colour)), luminanceOf(colour)];
      const [lighter, darker] = [Math.max(ink, own), Math.min(ink, own)];
      expect((lighter + 0.05) / (darker + 0.05)).toBeGreaterThan(4.5);
    }
  });

  it('come again beyond the fifteenth', () => {
    expect(colourOf(15)).toBe(PALETTE[0]);
  });
});
