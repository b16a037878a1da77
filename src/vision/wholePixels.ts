import { type Box, clipBox } from './box.js';
import type { Photo } from './photo/photo.js';

/** A box of the working copy in whole pixels of the full photo, inside it, at least 1 × 1. */
export function toWholePixels(box: Box, { width, height, pixels }: Photo): Box {
  const across = width / pixels.width;
  const down = height / pixels.height;
  const x = Math.min(width - 1, Math.round(box.x * across));
  const y = Math.min(height - 1, Math.round(box.y * down));
  const right = Math.round((box.x + box.width) * across);
  const bottom = Math.round((box.y + box.height) * down);
  const rounded = { x, y, width: Math.max(1, right - x), height: Math.max(1, bottom - y) };
  return clipBox(rounded, { x: 0, y: 0, width, height });
}

/** A box of the full photo in pixels of its working copy, unrounded. */
export function toWorkingPixels(box: Box, { width, height, pixels }: Photo): Box {
  const across = pixels.width / width;
  const down = pixels.height / height;
  return {
    x: box.x * across,
    y: box.y * down,
    width: box.width * across,
    height: box.height * down,
  };
}
