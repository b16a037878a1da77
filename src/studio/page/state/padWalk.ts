import { type Random, shuffled } from '../../../math/random.js';

/** A place of a map, both 0–1, y upwards. */
export type PadPlace = readonly [x: number, y: number];

/** Neighbours among which a walk chooses, and places that it does not come back to at once. */
const CHOICE = 3;
const REMEMBERED = 12;

/** The point that is nearest to a place. @returns its index; −1 where there is none */
export function nearestPoint(points: readonly (readonly number[])[], [x, y]: PadPlace): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (const [i, [pointX = 0, pointY = 0]] of points.entries()) {
    const distance = Math.hypot(pointX - x, pointY - y);
    if (distance < least) [best, least] = [i, distance];
  }
  return best;
}

/**
 * An endless walk over a map, from point to point: to one of the three nearest where it has not been just now.
 *
 * @param points at least one, x and y first
 * @returns a function that gives the next place
 */
export function openPadWalk(
  points: readonly (readonly number[])[],
  { from, random }: { readonly from: PadPlace; readonly random: Random },
): () => PadPlace {
  let here = from;
  let been: readonly number[] = [];
  return () => {
    const near = points
      .map(([x = 0, y = 0], i) => ({ i, distance: Math.hypot(x - here[0], y - here[1]) }))
      .sort((a, b) => a.distance - b.distance || a.i - b.i)
      .map(({ i }) => i);
    const fresh = near.filter((i) => !been.includes(i)).slice(0, CHOICE);
    const [next = near[0] as number] = shuffled(fresh, random);
    been = [...been, next].slice(-Math.min(REMEMBERED, points.length - 1) || points.length);
    const [x = 0, y = 0] = points[next] ?? [];
    here = [x, y];
    return here;
  };
}
