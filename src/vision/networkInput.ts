import type { Box } from './box.js';
import type { Raster } from './photo/photo.js';

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
  const { data, width } = picture;
  const columns = samplePoints(view.x, view.width);
  const rows = samplePoints(view.y, view.height);
  const input = new Float32Array(INPUT_SIDE * INPUT_SIDE * 3);
  let next = 0;
  // Each array is read in its own place: a function that read all of them would be compiled for none of their types.
  for (let row = 0; row < INPUT_SIDE; row++) {
    const top = 3 * width * (rows.first[row] as number);
    const bottom = 3 * width * (rows.second[row] as number);
    const down = rows.toSecond[row] as number;
    for (let column = 0; column < INPUT_SIDE; column++) {
      const left = 3 * (columns.first[column] as number);
      const right = 3 * (columns.second[column] as number);
      const across = columns.toSecond[column] as number;
      for (let channel = 0; channel < 3; channel++) {
        const topLeft = data[top + left + channel] as number;
        const topRight = data[top + right + channel] as number;
        const bottomLeft = data[bottom + left + channel] as number;
        const bottomRight = data[bottom + right + channel] as number;
        const above = topLeft + (topRight - topLeft) * across;
        const below = bottomLeft + (bottomRight - bottomLeft) * across;
        input[next++] = ((above + (below - above) * down) * 2) / 255 - 1;
      }
    }
  }
  return input;
}

/** For each sample along a side the two pixels that it lies between, and how far between them, 0–1. */
interface SamplePoints {
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly toSecond: Float64Array;
}

function samplePoints(start: number, length: number): SamplePoints {
  const position = (i: number) => (i * length) / INPUT_SIDE;
  const before = Int32Array.from({ length: INPUT_SIDE }, (_, i) => Math.floor(position(i)));
  return {
    first: before.map((pixel) => start + pixel),
    second: before.map((pixel) => start + Math.min(pixel + 1, length - 1)),
    toSecond: Float64Array.from(before, (pixel, i) => position(i) - pixel),
  };
}
