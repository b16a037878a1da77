import { areaOf, type Box, intersectionOverUnion, shareInside } from '../box.js';
import { DETECT_DEFAULTS } from '../detectDefaults.js';
import type { Detection } from '../detection.js';

/** A label of COCO whose box coincides this nearly with a taught thing's is another word for it. */
const SAME_PLACE = 0.5;

/**
 * A label of COCO that lies inside a taught thing's box, and takes this much of it, names a part of it: the lower half of a coffee grinder
 * is called a cup. What is smaller may stand before it.
 */
const PART = { inside: 0.85, ofArea: 0.35 } as const;

export interface JoinOptions {
  /**
   * Names of taught things whose objects cannot play: they are listed, and displace nothing that could play in their place. None by default.
   */
  readonly mute?: ReadonlySet<string>;
}

/**
 * Taught things beside COCO's labels: what is taught takes its place, since it was taught because COCO has no word for
 * it, or a wrong one. Of several taught things at one place only the likeliest stays. What is less sure than its threshold
 * displaces no label that is surer: a lower minimum confidence adds detections, and takes away none of the sure ones.
 *
 * @param detections and `taught` best first
 * @returns best first
 */
export function joinTaught(
  detections: readonly Detection[],
  taught: readonly Detection[],
  { mute = new Set() }: JoinOptions = {},
): Detection[] {
  const able = likeliestOfEachPlace(taught.filter(({ label }) => !mute.has(label)));
  const unable = likeliestOfEachPlace(taught.filter(({ label }) => mute.has(label)));
  const others = detections.filter((labelled) =>
    able.every((thing) => !displaces(thing, labelled)),
  );
  return [...able, ...unable, ...others].sort((a, b) => b.confidence - a.confidence);
}

/** Of several things at one place only the likeliest. */
function likeliestOfEachPlace(sorted: readonly Detection[]): Detection[] {
  const kept: Detection[] = [];
  for (const candidate of sorted) {
    const isTaken = kept.some(({ box }) => intersectionOverUnion(box, candidate.box) > SAME_PLACE);
    if (!isTaken) kept.push(candidate);
  }
  return kept;
}

function displaces(thing: Detection, labelled: Detection): boolean {
  const needed = Math.min(DETECT_DEFAULTS.minConfidence, labelled.confidence);
  return thing.confidence >= needed && isSameThing(thing.box, labelled.box);
}

function isSameThing(taught: Box, labelled: Box): boolean {
  const isPart =
    shareInside(labelled, taught) >= PART.inside &&
    areaOf(labelled) >= PART.ofArea * areaOf(taught);
  return isPart || intersectionOverUnion(taught, labelled) >= SAME_PLACE;
}
