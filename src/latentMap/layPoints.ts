import { principalAxes, project } from '../math/principalAxes.js';
import type { Place } from './latentMap.js';

/** Room around the outermost points. */
const MARGIN = 0.04;

/** Places have so many decimals: a page that says one again means the same. */
const DECIMALS = 4;

/**
 * Lays latents on a plane, along the two axes in which they differ most; one scale for both, so that what looks near is near.
 *
 * @param latents [points, dimensions]
 * @returns places from 0.04 to 0.96, the middle of their extent in the middle, and the axes' shares of the variance
 */
export function layPoints(
  latents: Float32Array,
  dimensions: number,
): { readonly places: readonly Place[]; readonly shares: readonly [number, number] } {
  const axes = principalAxes(latents, dimensions);
  const points = Array.from({ length: latents.length / dimensions }, (_, at) =>
    project(latents, { at, axes }),
  );
  const [across, up] = [rangeOf(points.map(([x]) => x)), rangeOf(points.map(([, y]) => y))];
  const scale = (1 - 2 * MARGIN) / Math.max(1e-9, across.extent, up.extent);
  const inside = (value: number, { middle }: { middle: number }) =>
    Number((0.5 + (value - middle) * scale).toFixed(DECIMALS));
  const places = points.map(([x, y]) => ({ x: inside(x, across), y: inside(y, up) }));
  return { places, shares: axes.shares };
}

function rangeOf(values: readonly number[]) {
  let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
  }
  return { middle: (lowest + highest) / 2, extent: highest - lowest };
}
