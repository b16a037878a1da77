import { areaOf, type Box, centreOf } from '../vision/box.js';

/**
 * Where boxes stand from left to right, each weighing as much as its area.
 *
 * @param boxes at least one, in pixels, inside the photo
 * @param photoWidth pixels
 * @returns −1 (left edge) to 1 (right edge), in thousandths
 */
export function panOfBoxes(boxes: readonly Box[], photoWidth: number): number {
  let sum = 0;
  let total = 0;
  for (const box of boxes) {
    sum += areaOf(box) * centreOf(box).x;
    total += areaOf(box);
  }
  return Math.round(((2 * sum) / total / photoWidth - 1) * 1000) / 1000;
}
