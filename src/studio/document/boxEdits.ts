import { clamp } from '../../math/clamp.js';
import { type Box, intersectionOverUnion } from '../../vision/box.js';
import type { Detection } from '../../vision/detection.js';
import { formerSeenId, seenId } from './seenId.js';

/**
 * What a person has done to the boxes. Each edit names the detection that it is about as it was first seen, so that edits stay
 * when the confidence lets more or less in.
 */
export type BoxEdit =
  | { readonly kind: 'moved'; readonly seen: string; readonly box: Box }
  | { readonly kind: 'removed'; readonly seen: string }
  /** Named for a label or an object of the collection. */
  | { readonly kind: 'named'; readonly seen: string; readonly name: BoxName }
  | { readonly kind: 'drawn'; readonly id: string; readonly name: BoxName; readonly box: Box };

export interface BoxName {
  readonly label: string;
  /** Whether the label is the name of an object, as of a taught thing. */
  readonly taught?: true;
}

/** A detection on the photo, with the name by which edits know it. */
export interface KnownDetection extends Detection {
  readonly id: string;
}

/** What was drawn and then taught is seen by itself: a drawn box with a greater intersection over union is left out. */
const ALREADY_SEEN_IOU = 0.5;

/** What a person has drawn is as sure as can be. */
const DRAWN_CONFIDENCE = 1;

/** The name of a box that a person drew. */
export function drawnId({ x, y, width, height }: Box): string {
  return `${DRAWN}${x} ${y} ${width} ${height}`;
}

export function isDrawn(id: string): boolean {
  return id.startsWith(DRAWN);
}

const DRAWN = 'drawn ';

/**
 * The detections with all edits made, in the order in which they were seen, drawn ones behind; of these, those are left out that are
 * seen by now.
 *
 * @param seen what the detector gives, best first
 */
export function applyEdits(
  seen: readonly Detection[],
  edits: readonly BoxEdit[],
): KnownDetection[] {
  const known = new Map(seen.map((each) => [seenId(each), { ...each, id: seenId(each) }]));
  const former = new Map(seen.map((each) => [formerSeenId(each), seenId(each)]));
  for (const id of known.keys()) former.set(id, id);
  for (const edit of edits) {
    const id = edit.kind === 'drawn' ? edit.id : (former.get(edit.seen) ?? edit.seen);
    if (edit.kind === 'drawn') {
      if (isSeen(edit, seen)) continue;
      known.set(id, { id, ...edit.name, confidence: DRAWN_CONFIDENCE, box: edit.box });
      continue;
    }
    const before = known.get(id);
    if (before === undefined) continue;
    if (edit.kind === 'removed') known.delete(id);
    else if (edit.kind === 'moved') known.set(id, { ...before, box: edit.box });
    else {
      const { taught: _, ...rest } = before;
      known.set(id, { ...rest, ...edit.name });
    }
  }
  return [...known.values()];
}

function isSeen(
  { name, box }: Extract<BoxEdit, { kind: 'drawn' }>,
  seen: readonly Detection[],
): boolean {
  return seen.some(
    (each) =>
      each.taught === name.taught &&
      each.label === name.label &&
      intersectionOverUnion(each.box, box) > ALREADY_SEEN_IOU,
  );
}

/** A rectangle in whole pixels, at least 1 × 1, inside a photo, as detections have it. */
export function insidePhoto(
  box: Box,
  photo: { readonly width: number; readonly height: number },
): Box {
  const width = clamp(Math.round(box.width), 1, photo.width);
  const height = clamp(Math.round(box.height), 1, photo.height);
  const x = clamp(Math.round(box.x), 0, photo.width - width);
  const y = clamp(Math.round(box.y), 0, photo.height - height);
  return { x, y, width, height };
}
