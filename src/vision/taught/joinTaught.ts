import { areaOf, type Box, intersectionOverUnion, shareInside } from '../box.js';
import type { Detection } from '../detection.js';

/** A label of COCO whose box coincides this nearly with a taught thing's is another word for it. */
const SAME_PLACE = 0.5;

/**
 * A label of COCO that lies inside a taught thing's box, and takes this much of it, names a part of it: the lower half of a coffee grinder
 * is called a cup. What is smaller may stand before it.
 */
const PART = { inside: 0.85, ofArea: 0.35 } as const;

/**
 * Taught things beside COCO's labels: what is taught takes its place, since it was taught because COCO has no word for
 * it, or a wrong one.
 *
 * @param detections and `taught` best first
 * @returns best first
 */
export function joinTaught(
  detections: readonly Detection[],
  taught: readonly Detection[],
): Detection[] {
  const others = detections.filter(({ box }) =>
    taught.every((thing) => !isSameThing(thing.box, box)),
  );
  return [...taught, ...others].sort((a, b) => b.confidence - a.confidence);
}

function isSameThing(taught: Box, labelled: Box): boolean {
  const isPart =
    shareInside(labelled, taught) >= PART.inside &&
    areaOf(labelled) >= PART.ofArea * areaOf(taught);
  return isPart || intersectionOverUnion(taught, labelled) >= SAME_PLACE;
}
