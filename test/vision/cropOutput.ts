import type { Box } from '../../src/vision/box.js';
import type { Candidate, CropOutput } from '../../src/vision/candidates.js';
import { CLASS_COUNT, COCO_LABELS, labelOf } from '../../src/vision/labels.js';
import type { View } from '../../src/vision/tiles.js';

/** A thing as the tests write it down: a label, a confidence, and its box in pixels of the picture. */
export interface Seen {
  readonly label: string;
  readonly confidence: number;
  readonly box: readonly [x: number, y: number, width: number, height: number];
}

export function boxOf([x, y, width, height]: Seen['box']): Box {
  return { x, y, width, height };
}

export function classIndexOf(label: string): number {
  if (!COCO_LABELS.includes(label)) throw new Error(`no label: ${label}`);
  return Array.from({ length: CLASS_COUNT }, (_, i) => labelOf(i)).indexOf(label);
}

/** What the network says of a view in which the network says just this, each thing at a box of its own. */
export function cropOutput(view: View, seen: readonly Seen[]): CropOutput {
  const confidences = new Float32Array(seen.length * CLASS_COUNT);
  const boxes = new Float32Array(seen.length * 4);
  for (const [i, { label, confidence, box }] of seen.entries()) {
    const [x, y, width, height] = box;
    confidences[i * CLASS_COUNT + classIndexOf(label)] = confidence;
    const left = (x - view.box.x) / view.box.width;
    const top = (y - view.box.y) / view.box.height;
    boxes.set([top, left, top + height / view.box.height, left + width / view.box.width], 4 * i);
  }
  return { view, output: { confidences, boxes } };
}

export function candidate(view: View, { label, confidence, box }: Seen): Candidate {
  return { classIndex: classIndexOf(label), confidence, box: boxOf(box), view };
}

/** As the tests write it down again: the box in whole pixels, the confidence in thousandths. */
export function seenOf({ classIndex, confidence, box }: Candidate): Seen {
  const [x, y, width, height] = [box.x, box.y, box.width, box.height].map(Math.round);
  return {
    label: labelOf(classIndex) as string,
    confidence: Math.round(confidence * 1000) / 1000,
    box: [x, y, width, height] as unknown as Seen['box'],
  };
}

export function seen(label: string, confidence: number, ...box: Seen['box']): Seen {
  return { label, confidence, box };
}
