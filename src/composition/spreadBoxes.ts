import { maxBy, minBy } from '../math/maxBy.js';
import { areaOf, type Box, centreOf, type Point } from '../vision/box.js';

/** Areas of at least this ratio count as equal: which of two such boxes is larger is the detector's noise. */
const NEARLY_EQUAL = 0.95;

/** The row of 30 boxes that the tests have settles after four rounds. */
const MOST_ROUNDS = 20;

/**
 * The largest boxes; of those that are nearly as large as the smallest of these, a choice that is spread over the photo
 * (k-medoids), so that of a row of 30 equal boxes the five chosen stand six boxes apart and not all at its left end.
 *
 * @param boxes largest first
 * @param count how many are chosen
 * @returns their indices, ascending
 */
export function spreadBoxes(boxes: readonly Box[], count: number): number[] {
  const all = [...boxes.keys()];
  const smallest = boxes[count - 1];
  if (smallest === undefined || boxes.length === count) return all;
  const area = areaOf(smallest);
  const larger = all.filter((i) => areaOf(boxes[i] as Box) * NEARLY_EQUAL > area);
  const equal = all.filter(
    (i) => !larger.includes(i) && areaOf(boxes[i] as Box) >= area * NEARLY_EQUAL,
  );
  let chosen = farthestFirst(boxes, { larger, equal, count });
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = moveToMiddles(boxes, { larger, equal, chosen });
    if (next.every((index, i) => index === chosen[i])) break;
    chosen = next;
  }
  return [...larger, ...chosen].sort((a, b) => a - b);
}

/** Index of the box whose centre is nearest to that of another; the first of several. */
export function nearestBox(box: Box, boxes: readonly Box[]): number {
  const distanceTo = (i: number) => distanceBetween(centreOf(boxes[i] as Box), centreOf(box));
  return minBy(boxes.keys(), distanceTo) as number;
}

/** Of the equal boxes, each time the one that is farthest from all that are chosen. */
function farthestFirst(
  boxes: readonly Box[],
  options: {
    readonly larger: readonly number[];
    readonly equal: readonly number[];
    readonly count: number;
  },
): number[] {
  const { larger, equal, count } = options;
  const centres = boxes.map(centreOf);
  const chosen = [...larger];
  while (chosen.length < count) {
    const open = equal.filter((i) => !chosen.includes(i));
    const distanceToChosen = (i: number) =>
      Math.min(
        ...chosen.map((each) => distanceBetween(centres[i] as Point, centres[each] as Point)),
      );
    chosen.push(maxBy(open, distanceToChosen) as number);
  }
  return chosen.slice(larger.length);
}

/** For each chosen box the equal one in the middle of the boxes that are nearest to it. */
function moveToMiddles(
  boxes: readonly Box[],
  options: {
    readonly larger: readonly number[];
    readonly equal: readonly number[];
    readonly chosen: readonly number[];
  },
): number[] {
  const { larger, equal, chosen } = options;
  const mains = [...larger, ...chosen];
  const nearest = boxes.map((box) =>
    nearestBox(
      box,
      mains.map((i) => boxes[i] as Box),
    ),
  );
  return chosen.map((main, i) => {
    const own = boxes.filter((_, each) => nearest[each] === larger.length + i);
    const candidates = equal.filter((each) => nearest[each] === larger.length + i);
    if (candidates.length === 0) return main;
    const middle = middleOf(own.map(centreOf));
    return minBy(candidates, (each) =>
      distanceBetween(centreOf(boxes[each] as Box), middle),
    ) as number;
  });
}

function middleOf(points: readonly Point[]): Point {
  const sum = points.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }));
  return { x: sum.x / points.length, y: sum.y / points.length };
}

function distanceBetween(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
