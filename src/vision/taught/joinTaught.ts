import { intersectionOverUnion } from '../box.js';
import type { Detection } from '../detection.js';

/** A label of COCO whose box coincides this nearly with a taught thing's is another word for it. */
const SAME_PLACE = 0.5;

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
    taught.every((thing) => intersectionOverUnion(thing.box, box) < SAME_PLACE),
  );
  return [...taught, ...others].sort((a, b) => b.confidence - a.confidence);
}
