import { describe, expect, it } from 'vitest';
import { toSrgb } from '../../../src/vision/heic/codedColor.js';

/** One pixel. */
const pixel = (...levels: number[]) => ({ width: 1, height: 1, data: Uint8Array.from(levels) });

describe('toSrgb', () => {
  it.each([
    ['sRGB', { primaries: 1, transfer: 13 }],
    ['what is not specified', { primaries: 2, transfer: 2 }],
    ['BT.601, as most encoders call it', { primaries: 6, transfer: 6 }],
    ['nothing', undefined],
  ])('leaves %s as it is', (_, color) => {
    const picture = pixel(12, 130, 201);
    expect(toSrgb(picture, color)).toBe(picture);
  });

  it.each([
    ['Display P3', { primaries: 12, transfer: 13 }, 150, 150],
    ['BT.2020', { primaries: 9, transfer: 1 }, 77, 77],
    // Levels of paper white: ITU-R BT.2408, table 1.
    ['PQ at 58 %', { primaries: 9, transfer: 16 }, 148, 254],
    ['HLG at 75 %', { primaries: 9, transfer: 18 }, 191, 255],
    ['PQ at its brightest', { primaries: 9, transfer: 16 }, 255, 255],
    ['black in HLG', { primaries: 9, transfer: 18 }, 0, 0],
  ])('keeps grey grey: %s', (_, color, level, expected) => {
    const { data } = toSrgb(pixel(level, level, level), color);
    for (const channel of data) expect(Math.abs(channel - expected)).toBeLessThanOrEqual(2);
  });

  it('clips a red that sRGB has not, and does not change its argument', () => {
    const picture = pixel(255, 0, 0);
    expect([...toSrgb(picture, { primaries: 12, transfer: 13 }).data]).toEqual([255, 0, 0]);
    expect([...picture.data]).toEqual([255, 0, 0]);
  });
});
