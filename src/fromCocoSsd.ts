import type { DetectedObject } from '@tensorflow-models/coco-ssd';
import { checkOptions } from './checks/checkOptions.js';
import { MirrorError } from './errors.js';
import { type Box, clipBox } from './vision/box.js';
import type { Detection } from './vision/detection.js';
import { isLabel } from './vision/labels.js';

// `sound-mirror/coco-ssd`: a package entry of its own. It loads neither TensorFlow nor anything of Node, so that a page can use it.

/** A width and a height in pixels, whole or not. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

export interface FromCocoSsdOptions {
  /** The upright photo that is to be mirrored: boxes are clipped to it. Without it they are clipped at its left and upper edge only. */
  readonly photo?: PictureSize | undefined;
  /** The picture that `detect` looked at, where it has another size than the photo: boxes are scaled from it. */
  readonly picture?: PictureSize | undefined;
}

/**
 * What `detect` of `@tensorflow-models/coco-ssd` returned anywhere, as detections for `mirrorPhoto` or `openComposer`.
 *
 * @param objects as `detect` gave them: `class`, `score` 0–1, and `bbox` [x, y, width, height] in pixels of the picture,
 *   which may reach beyond its edges
 * @returns in the same order, without what lies outside of the photo; boxes in whole pixels, at least 1 × 1, confidence in thousandths
 * @throws MirrorError `usage` for what is no such list, for an option of no known name, and for `picture` without `photo`
 * @example fromCocoSsd([{ class: 'cup', score: 0.8125, bbox: [-3.2, 10, 50, 40.4] }])
 *   // [{ label: 'cup', confidence: 0.813, box: { x: 0, y: 10, width: 47, height: 40 } }]
 */
export function fromCocoSsd(
  objects: readonly DetectedObject[],
  options: FromCocoSsdOptions = {},
): Detection[] {
  checkOptions('fromCocoSsd', options, { photo: 'any', picture: 'any' });
  const { photo, picture = photo } = options;
  if (!Array.isArray(objects)) throw unlike('a list', objects);
  if (picture && !photo) throw unlike('`photo` beside `picture`, to scale boxes to', photo);
  for (const size of [photo, picture]) if (size) checkSize(size);
  const across = photo && picture ? photo.width / picture.width : 1;
  const down = photo && picture ? photo.height / picture.height : 1;
  const width = photo?.width ?? Number.MAX_SAFE_INTEGER;
  const height = photo?.height ?? Number.MAX_SAFE_INTEGER;
  return objects.flatMap((object: DetectedObject) => {
    checkObject(object);
    const [x, y, wide, high] = object.bbox;
    const scaled = { x: x * across, y: y * down, width: wide * across, height: high * down };
    const box = wholeBox(clipBox(scaled, { x: 0, y: 0, width, height }));
    if (box.width < 1 || box.height < 1) return [];
    return { label: object.class, confidence: Math.round(object.score * 1000) / 1000, box };
  });
}

/** The edges rounded, each for itself, so that a box that ends with the photo still does. */
function wholeBox(box: Box): Box {
  const [x, y] = [Math.round(box.x), Math.round(box.y)];
  return {
    x,
    y,
    width: Math.round(box.x + box.width) - x,
    height: Math.round(box.y + box.height) - y,
  };
}

function checkSize({ width, height }: PictureSize): void {
  if (width > 0 && height > 0 && Number.isFinite(width * height)) return;
  throw unlike('a picture with a width and a height in pixels', `${width} × ${height}`);
}

function checkObject(object: DetectedObject): void {
  const { class: label, score, bbox } = object ?? {};
  if (!isLabel(label)) throw unlike("one of COCO's 80 labels as `class`", label);
  if (typeof score !== 'number' || !(score >= 0 && score <= 1)) {
    throw unlike('a number from 0 to 1 as `score`', score);
  }
  if (!Array.isArray(bbox) || bbox.length !== 4 || !bbox.every(Number.isFinite)) {
    throw unlike('four numbers as `bbox`', bbox);
  }
}

function unlike(expected: string, received: unknown): MirrorError {
  return new MirrorError(
    'usage',
    `Expected what detect of coco-ssd returns, with ${expected}, but received ${JSON.stringify(received)}.`,
  );
}
