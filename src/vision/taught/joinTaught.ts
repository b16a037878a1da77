import { areaOf, type Box, intersectionOverUnion, shareInside } from '../box.js';
import { DETECT_DEFAULTS } from '../detectDefaults.js';
import type { Detection } from '../detection.js';
import { suppressOverlapping } from '../nonMaximumSuppression.js';

/**
 * A label of COCO that has at least this intersection over union with a taught thing is another word for it. Of two taught things with
 * more than it one stays.
 */
const SAME_THING_IOU = 0.5;

/**
 * A label of COCO that lies inside a taught thing's box, and takes this much of it, names a part of it: the lower half of a coffee grinder
 * is called a cup. What is smaller may stand before it.
 */
const PART = { inside: 0.85, ofArea: 0.35 } as const;

export interface JoinOptions {
  /**
   * Names of taught things whose objects cannot play: they are listed, and displace nothing that could play in their
   * place. None by default.
   */
  readonly unplayable?: ReadonlySet<string> | undefined;
  /**
   * Names of taught things that ship with the package: what a user taught takes their place wherever it reaches its
   * threshold. None by default.
   */
  readonly shipped?: ReadonlySet<string> | undefined;
}

/**
 * Taught things beside COCO's labels: what is taught takes its place, since it was taught because COCO has no word for
 * it, or a wrong one. Of several taught things at one place only one stays: one of the user's own that reaches its threshold,
 * or else the likeliest. What is less sure than its threshold
 * displaces no label that is surer: a lower minimum confidence adds detections, and takes away none of the sure ones.
 *
 * @param detections and `taught` best first
 * @returns best first
 */
export function joinTaught(
  detections: readonly Detection[],
  taught: readonly Detection[],
  { unplayable = new Set(), shipped = new Set() }: JoinOptions = {},
): Detection[] {
  const ranked = [...taught].sort(
    (a, b) => Number(isSureOwn(b, shipped)) - Number(isSureOwn(a, shipped)),
  );
  const suppress = (things: readonly Detection[]) =>
    suppressOverlapping(things, { threshold: SAME_THING_IOU });
  const able = suppress(ranked.filter(({ label }) => !unplayable.has(label)));
  const unable = suppress(ranked.filter(({ label }) => unplayable.has(label)));
  const others = detections.filter((labelled) =>
    able.every((thing) => !displaces(thing, labelled)),
  );
  return [...able, ...unable, ...others].sort((a, b) => b.confidence - a.confidence);
}

/** As with labels, the user's own goes before what ships; what does not reach its threshold has no such right. */
function isSureOwn({ label, confidence }: Detection, shipped: ReadonlySet<string>): boolean {
  return confidence >= DETECT_DEFAULTS.minConfidence && !shipped.has(label);
}

function displaces(thing: Detection, labelled: Detection): boolean {
  const needed = Math.min(DETECT_DEFAULTS.minConfidence, labelled.confidence);
  return thing.confidence >= needed && isSameThing(thing.box, labelled.box);
}

function isSameThing(taught: Box, labelled: Box): boolean {
  const isPart =
    shareInside(labelled, taught) >= PART.inside &&
    areaOf(labelled) >= PART.ofArea * areaOf(taught);
  return isPart || intersectionOverUnion(taught, labelled) >= SAME_THING_IOU;
}
