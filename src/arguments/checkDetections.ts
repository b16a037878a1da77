import type { Collection } from '../collection/collection.js';
import { MirrorError } from '../errors.js';
import type { Detection } from '../vision/detection.js';
import { isLabel } from '../vision/labels.js';
import type { Photo } from '../vision/photo/photo.js';

/**
 * Checks detections that come from another program, once, at the door.
 *
 * @throws MirrorError `usage` naming the first that cannot be: a label that is neither COCO's nor a taught object's
 *   name, a confidence outside of 0–1, or a box that is not in whole pixels within the upright photo
 */
export function checkDetections(
  detections: readonly Detection[],
  { photo, collection }: { readonly photo: Photo; readonly collection: Collection },
): void {
  if (!Array.isArray(detections)) throw unfit('a list', detections);
  for (const [i, detection] of detections.entries()) {
    const where = `detection ${i + 1} of ${detections.length}`;
    const { label, taught, confidence, box } = (detection ?? {}) as Detection;
    const isKnown = taught ? collection.objects.some(({ name }) => name === label) : isLabel(label);
    if (!isKnown) {
      const words = taught ? 'an object of the collection' : "one of COCO's 80 labels";
      throw unfit(`${words} as the label of ${where}`, label);
    }
    if (typeof confidence !== 'number' || !(confidence >= 0 && confidence <= 1)) {
      throw unfit(`a number from 0 to 1 as the confidence of ${where}`, confidence);
    }
    if (!isWithin(box, photo)) {
      const inside = `whole pixels within the photo's ${photo.width} × ${photo.height}`;
      throw unfit(`${inside} as the box of ${where}`, box);
    }
  }
}

function isWithin(box: Detection['box'] | undefined, photo: Photo): boolean {
  if (typeof box !== 'object' || box === null) return false;
  const { x, y, width, height } = box;
  return (
    [x, y, width, height].every(Number.isInteger) &&
    Math.min(x, y) >= 0 &&
    Math.min(width, height) >= 1 &&
    x + width <= photo.width &&
    y + height <= photo.height
  );
}

function unfit(expected: string, received: unknown): MirrorError {
  return new MirrorError(
    'usage',
    `Expected ${expected} but received ${JSON.stringify(received)}. Detections of coco-ssd become such with fromCocoSsd(objects, { photo }).`,
  );
}
