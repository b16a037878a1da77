import { clamp } from '../../math/clamp.js';
import { type Box, bottomOf, centreOf, rightOf } from '../box.js';
import type { Raster } from '../raster.js';

/** How much nearer a crop shows a thing than the whole photo does. */
const ZOOMS = [1.4, 2.2, 4] as const;

/** A zoom shows a thing with this much around it at least, in shares of its sides. */
const RIM = 0.05;

/**
 * Crops in the photo's proportions around a box, which they hold with a rim.
 *
 * @param frame of the whole picture
 * @returns in whole pixels, inside the frame; fewer than three where the box is too large for the nearer ones
 */
export function zoomsOn(box: Box, frame: Box): Box[] {
  const centre = centreOf(box);
  return ZOOMS.map((zoom) => ({
    width: Math.round(frame.width / zoom),
    height: Math.round(frame.height / zoom),
  }))
    .filter(
      ({ width, height }) =>
        box.width <= (1 - 2 * RIM) * width && box.height <= (1 - 2 * RIM) * height,
    )
    .map(({ width, height }) => ({
      x: startAround(centre.x, width, rightOf(frame)),
      y: startAround(centre.y, height, bottomOf(frame)),
      width,
      height,
    }));
}

function startAround(centre: number, length: number, end: number): number {
  return clamp(Math.round(centre - length / 2), 0, end - length);
}

/** Left and right exchanged. */
export function mirrorRaster({ width, height, data }: Raster): Raster {
  const mirrored = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = 3 * (y * width + x);
      mirrored.set(data.subarray(from, from + 3), 3 * (y * width + width - 1 - x));
    }
  }
  return { width, height, data: mirrored };
}

/** Where a box lies in the mirrored picture. */
export function mirrorBox(box: Box, width: number): Box {
  return { ...box, x: width - rightOf(box) };
}

/** Lighter or darker: every level times a factor, cut to 255. */
export function scaleLevels({ width, height, data }: Raster, factor: number): Raster {
  const scaled = data.map((level) => Math.min(255, Math.round(level * factor)));
  return { width, height, data: scaled };
}
