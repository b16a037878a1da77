import { checkArguments, checkOptions } from '../checks/checkOptions.js';
import { answerDetection, COLLECTION_RULE, type Collection } from '../collection/collection.js';
import { byName } from '../collection/names/byName.js';
import type { SoundObject } from '../collection/soundObject.js';
import { groupBy } from '../math/groupBy.js';
import { areaOf, type Box, unionArea } from '../vision/box.js';
import type { Detection } from '../vision/detection.js';
import { checkPhotoSize } from '../vision/photo/checkPhotoSize.js';

/** An object of the collection that the photo calls for. */
export interface MatchedObject {
  readonly object: SoundObject;
  /** What was seen of the labels it answers to, and its own name where it was seen itself, each once, in order of appearance. */
  readonly labels: readonly string[];
  /** Whether any of it was seen itself, as it was taught, and not as a label; absent where nothing was. */
  readonly taught?: true;
  /** What was seen of it, boxes in pixels of the upright photo, largest first; at least one. */
  readonly detections: readonly Detection[];
  /** Where: the boxes of these. */
  readonly boxes: readonly Box[];
  /** Area of the union of its boxes ÷ area of the photo, 0–1. */
  readonly areaShare: number;
}

/** A label that was seen and that no object answers. */
export interface UnmatchedLabel {
  readonly label: string;
  readonly areaShare: number;
}

/**
 * Who answers what is seen. What was taught is answered by the object of its name. One object answers all boxes of all
 * its labels. Where several objects of one shelf list a label, its boxes are dealt out to them in turn, the largest
 * first.
 *
 * @throws MirrorError `usage` for a photo without an area, and for an option of no known name
 * @returns both lists by area, largest first; equal areas in order of the names
 */
export function matchObjects(
  detections: readonly Detection[],
  options: { collection: Collection; photo: { width: number; height: number } },
): { readonly matched: readonly MatchedObject[]; readonly unmatched: readonly UnmatchedLabel[] } {
  checkOptions('matchObjects', options, { collection: 'any', photo: 'any' });
  checkArguments({ detections }, { detections: 'array' });
  const { collection, photo } = options;
  checkArguments({ collection }, { collection: COLLECTION_RULE });
  checkPhotoSize(photo);
  const photoArea = photo.width * photo.height;
  const share = (boxes: readonly Box[]) => Math.min(1, unionArea(boxes) / photoArea);
  const bySize = (a: Detection, b: Detection) => areaOf(b.box) - areaOf(a.box);
  const answers = new Map<SoundObject, Detection[]>();
  const unmatched: UnmatchedLabel[] = [];
  // A taught thing may be called as a label is, and is another thing all the same.
  const groups = groupBy(detections, ({ taught = false, label }) => `${taught} ${label}`);
  for (const seen of groups.values()) {
    const [{ label }] = seen;
    const objects = answerDetection(collection, seen[0]);
    if (objects.length === 0) unmatched.push({ label, areaShare: share(seen.map((d) => d.box)) });
    const dealt = [...seen].sort(bySize);
    for (const [i, detection] of dealt.entries()) {
      const object = objects[i % objects.length];
      if (object) answers.set(object, [...(answers.get(object) ?? []), detection]);
    }
  }
  const matched = [...answers].map(([object, seen]) => {
    const labels = [...new Set(seen.map((detection) => detection.label))];
    const detections = [...seen].sort(bySize);
    const boxes = detections.map(({ box }) => box);
    const taught = seen.some((detection) => detection.taught);
    return {
      object,
      labels,
      ...(taught && { taught }),
      detections,
      boxes,
      areaShare: share(boxes),
    };
  });
  return {
    matched: matched.sort(
      (a, b) => b.areaShare - a.areaShare || byName(a.object.name, b.object.name),
    ),
    unmatched: unmatched.sort((a, b) => b.areaShare - a.areaShare || byName(a.label, b.label)),
  };
}
