import { principalAxes, project } from '../math/principalAxes.js';
import { embedNeighbours } from './embedNeighbours.js';
import type { Place } from './latentMap.js';

/** Room around the outermost points. */
const MARGIN = 0.04;

/** Places have so many decimals: a page that says one again means the same. */
const DECIMALS = 4;

/**
 * Lays points on a plane: along the two axes in which they differ most, then moved so that neighbours are neighbours. One scale for
 * both axes, so that what looks near is near.
 *
 * @param points [count, dimensions]
 * @returns places from 0.04 to 0.96, the middle of their extent in the middle
 * @throws MirrorError `aborted` when the signal fires
 */
export async function layPoints(
  points: Float32Array,
  {
    dimensions,
    signal,
  }: { readonly dimensions: number; readonly signal?: AbortSignal | undefined },
): Promise<Place[]> {
  const axes = principalAxes(points, dimensions);
  const count = points.length / dimensions;
  const projected = Array.from({ length: count }, (_, at) => project(points, { at, axes }));
  const rows = projected.map((_, i) => points.subarray(i * dimensions, (i + 1) * dimensions));
  const laid = await embedNeighbours(rows, { places: projected, signal });
  const [across, up] = [rangeOf(laid.map(([x]) => x)), rangeOf(laid.map(([, y]) => y))];
  const scale = (1 - 2 * MARGIN) / Math.max(1e-9, across.extent, up.extent);
  const inside = (value: number, { middle }: { middle: number }) =>
    Number((0.5 + (value - middle) * scale).toFixed(DECIMALS));
  return laid.map(([x, y]) => ({ x: inside(x, across), y: inside(y, up) }));
}

function rangeOf(values: readonly number[]) {
  let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
  }
  return { middle: (lowest + highest) / 2, extent: highest - lowest };
}
