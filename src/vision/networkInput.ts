import type { Box } from './box.js';
import type { Raster } from './photo.js';

/** The network looks at squares of this many pixels a side, whatever the shape of the view. */
export const INPUT_SIDE = 300;

/**
 * A view as the network was trained to see it: squashed to a square by linear interpolation from the top left,
 * without smoothing, as `tf.image.resizeBilinear` does; which, with the slicing before it, takes four times as long.
 *
 * @param view in whole pixels, inside the picture
 * @returns [INPUT_SIDE, INPUT_SIDE, 3], −1 to 1
 */
export function toNetworkInput(picture: Raster, view: Box): Float32Array {
  const columns = samplePoints(view.x, view.width);
  const rows = samplePoints(view.y, view.height);
  const input = new Float32Array(INPUT_SIDE * INPUT_SIDE * 3);
  const { data } = picture;
  let next = 0;
  for (const row of rows) {
    const top = row.first * picture.width;
    const bottom = row.second * picture.width;
    for (const column of columns) {
      for (let channel = 0; channel < 3; channel++) {
        const at = (line: number, x: number) => data[3 * (line + x) + channel] as number;
        const above = mix(at(top, column.first), at(top, column.second), column.toSecond);
        const below = mix(at(bottom, column.first), at(bottom, column.second), column.toSecond);
        input[next++] = (mix(above, below, row.toSecond) * 2) / 255 - 1;
      }
    }
  }
  return input;
}

/** Two neighbouring pixels of a line, and how far between them a sample lies, 0–1. */
interface SamplePoint {
  readonly first: number;
  readonly second: number;
  readonly toSecond: number;
}

function samplePoints(start: number, length: number): SamplePoint[] {
  return Array.from({ length: INPUT_SIDE }, (_, i) => {
    const position = (i * length) / INPUT_SIDE;
    const first = Math.floor(position);
    const second = Math.min(first + 1, length - 1);
    return { first: start + first, second: start + second, toSecond: position - first };
  });
}

function mix(a: number, b: number, share: number): number {
  return a + (b - a) * share;
}
