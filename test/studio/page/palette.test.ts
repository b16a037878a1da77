import { describe, expect, it } from 'vitest';
import { inkOn, luminanceOf, PALETTE } from '../../../src/picture/palette.js';
import {
  colourRanks,
  DARK_PALETTE,
  paletteProperties,
} from '../../../src/studio/page/theme/palette.js';
import { labOf, leastDistance, leastStep, VISIONS } from '../../picture/colourVision.js';

const contrast = (a: string, b: string) => {
  const [low = 0, high = 0] = [luminanceOf(a), luminanceOf(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
};

describe('the colours of objects on dark paper', () => {
  it.each(Object.entries(VISIONS))('are 15 that %s vision tells apart', (_, vision) => {
    const { least, pairs } = leastDistance(DARK_PALETTE, vision);
    expect(pairs).toBe(105);
    expect(least).toBeGreaterThan(15.5);
  });

  it('differ in lightness from one lane to the next', () => {
    expect(leastStep(DARK_PALETTE)).toBeGreaterThan(15);
  });

  it('stand out from the paper, and their numbers from them', () => {
    for (const colour of DARK_PALETTE) {
      expect(contrast(colour, '#161616')).toBeGreaterThan(3.7);
      expect(contrast(colour, inkOn(colour))).toBeGreaterThan(4.5);
    }
  });

  it('have the hue of those on white paper, where these have one', () => {
    const hueOf = (colour: string) => {
      const [, a, b] = labOf(colour, VISIONS.full as never);
      return { hue: Math.atan2(b, a), chroma: Math.hypot(a, b) };
    };
    for (const [i, colour] of DARK_PALETTE.entries()) {
      const [dark, light] = [hueOf(colour), hueOf(PALETTE[i] as string)];
      if (Math.min(dark.chroma, light.chroma) < 8) continue;
      const turn = Math.abs(dark.hue - light.hue);
      expect(Math.min(turn, 2 * Math.PI - turn)).toBeLessThan(0.62);
    }
  });

  it('are one an object, and come again beyond the fifteenth', () => {
    expect(colourRanks(['oven', 'oven', 'cup', 'oven'])).toEqual([0, 0, 1, 0]);
    expect(colourRanks(Array.from({ length: 16 }, (_, i) => `${i}`)).at(-1)).toBe(0);
    expect(paletteProperties(true)).toContainEqual(['--object-0', DARK_PALETTE[0]]);
    expect(paletteProperties(false)).toContainEqual(['--on-object-0', '#ffffff']);
  });
});
