import { expect } from 'vitest';
import type { Photo } from '../../src/vision/photo/photo.js';

type Color = readonly [red: number, green: number, blue: number];
/** The colours of the fixtures' quarters. */
export const RED: Color = [230, 30, 20];
export const GREEN: Color = [20, 200, 40];
export const BLUE: Color = [30, 40, 220];
export const YELLOW: Color = [240, 220, 30];

/** Holds the middle of each quarter against a colour, as one reads. @param tolerance levels of 255 */
export function expectQuarters(
  { pixels }: Photo,
  colors: readonly Color[],
  tolerance: number,
): void {
  const { width, height, data } = pixels;
  const seen = [0.25, 0.75].flatMap((down) =>
    [0.25, 0.75].map((across) => {
      const at = 3 * (Math.floor(down * height) * width + Math.floor(across * width));
      return [...data.subarray(at, at + 3)];
    }),
  );
  const furthest = Math.max(
    ...seen.flatMap((color, i) =>
      color.map((level, j) => Math.abs(level - (colors[i] as Color)[j as 0])),
    ),
  );
  expect(furthest, JSON.stringify(seen)).toBeLessThanOrEqual(tolerance);
}
