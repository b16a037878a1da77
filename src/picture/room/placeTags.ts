import { areaOf, type Box, bottomOf, rightOf, sharedArea, shareInside } from '../../vision/box.js';

/** A box that wants a tag, and the tags that would do. */
export interface TagWish {
  readonly box: Box;
  /** Sizes of the tag, the fullest first; at least one. */
  readonly sizes: readonly WishedSize[];
}

export interface WishedSize {
  readonly width: number;
  readonly height: number;
  /** What it is worth less than the fullest, as shares of a box that would be covered. */
  readonly penalty: number;
}

/** Where a tag goes. */
export interface PlacedTag {
  readonly place: Box;
  /** Which of the wished sizes it has. */
  readonly size: number;
}

/** Tags keep this far from one another and from the edges of their box. */
const GAP = 3;

/**
 * Finds a place for each tag, near its box, so that no tag lies on another or leaves the frame, and as little as may
 * be of what is in the boxes is covered. The smallest boxes choose first.
 *
 * @returns in the order of the wishes; undefined where there is no room left at all
 */
export function placeTags(wishes: readonly TagWish[], frame: Box): (PlacedTag | undefined)[] {
  const boxes = wishes.map(({ box }) => box);
  const placed = new Map<number, PlacedTag>();
  const bySize = [...wishes.keys()].sort(
    (a, b) => areaOf(boxes[a] as Box) - areaOf(boxes[b] as Box) || a - b,
  );
  for (const index of bySize) {
    const taken = [...placed.values()].map(({ place }) => place);
    const tag = placeTag(wishes[index] as TagWish, { boxes, taken, frame });
    if (tag) placed.set(index, tag);
  }
  return wishes.map((_, index) => placed.get(index));
}

interface Surroundings {
  readonly boxes: readonly Box[];
  readonly taken: readonly Box[];
  readonly frame: Box;
}

function placeTag({ box, sizes }: TagWish, around: Surroundings): PlacedTag | undefined {
  let best: (PlacedTag & { cost: number }) | undefined;
  for (const [size, extent] of sizes.entries()) {
    for (const [order, corner] of cornersNear(box, extent).entries()) {
      const place = into({ ...corner, width: extent.width, height: extent.height }, around.frame);
      if (place === undefined || !isFree(place, around.taken)) continue;
      const moved = Math.abs(place.x - corner.x) + Math.abs(place.y - corner.y);
      const cost = coverage(place, { box, ...around }) + extent.penalty + order / 100 + moved / 50;
      if (best === undefined || cost < best.cost) best = { place, size, cost };
    }
  }
  return best ? { place: best.place, size: best.size } : anywhere(box, sizes, around);
}

/** Upper left corners for a tag in, on and around a box, the most natural first. */
function cornersNear(box: Box, { width, height }: { width: number; height: number }) {
  const [left, right] = [box.x + GAP, rightOf(box) - width - GAP];
  const [top, bottom] = [box.y + GAP, bottomOf(box) - height - GAP];
  const [above, below] = [box.y - height - GAP, bottomOf(box) + GAP];
  const middle = box.x + (box.width - width) / 2;
  const inside = [left, right, middle].flatMap((x) => [
    { x, y: top },
    { x, y: bottom },
  ]);
  const outside = [box.x, middle, rightOf(box) - width].flatMap((x) => [
    { x, y: above },
    { x, y: below },
  ]);
  const beside = [rightOf(box) + GAP, box.x - width - GAP].flatMap((x) =>
    [box.y, box.y + (box.height - height) / 2, bottomOf(box) - height].map((y) => ({ x, y })),
  );
  const isRoomy = box.width > 1.5 * width && box.height > 3 * height;
  const [first, second] = isRoomy ? [inside, outside] : [outside, inside];
  // Along the upper edge, for boxes whose corners are all taken.
  const along = Array.from({ length: 12 }, (_, i) => ({ x: box.x + (box.width * i) / 12, y: top }));
  return [...first, ...second, ...beside, ...along];
}

/** How much of the boxes a tag covers: its share of each, and more than all of its own where that is tiny. */
function coverage(place: Box, { box, boxes }: { box: Box; boxes: readonly Box[] }): number {
  return boxes.reduce((sum, each) => {
    const covered = shareInside(each, place);
    return sum + covered * (each === box ? 1.5 : 1);
  }, 0);
}

/** The free place nearest to the box, for when there is none beside it. */
function anywhere(
  box: Box,
  sizes: TagWish['sizes'],
  { taken, frame }: Surroundings,
): PlacedTag | undefined {
  const size = sizes.length - 1;
  const { width, height } = sizes[size] as { width: number; height: number };
  let best: { place: Box; far: number } | undefined;
  for (let y = frame.y; y + height <= bottomOf(frame); y += height / 2) {
    for (let x = frame.x; x + width <= rightOf(frame); x += width / 2) {
      const place = { x, y, width, height };
      const far = Math.hypot(
        x + width / 2 - box.x - box.width / 2,
        y + height / 2 - box.y - box.height / 2,
      );
      if (far < (best?.far ?? Number.POSITIVE_INFINITY) && isFree(place, taken)) {
        best = { place, far };
      }
    }
  }
  return best && { place: best.place, size };
}

function isFree(place: Box, taken: readonly Box[]): boolean {
  const { x, y, width, height } = place;
  const roomy = { x: x - GAP, y: y - GAP, width: width + 2 * GAP, height: height + 2 * GAP };
  return taken.every((other) => sharedArea(roomy, other) === 0);
}

/** Moved as little as it takes to lie in the frame; undefined for what is larger. */
function into(place: Box, frame: Box): Box | undefined {
  if (place.width > frame.width || place.height > frame.height) return undefined;
  return {
    ...place,
    x: Math.min(Math.max(place.x, frame.x), rightOf(frame) - place.width),
    y: Math.min(Math.max(place.y, frame.y), bottomOf(frame) - place.height),
  };
}
