import { areaOf, clipBox, intersectionOverUnion, shareInside } from '../../dist/vision/box.js';

/** A thing counts as there when this much of its box is in the view; of what is cut more, either answer is right. */
const VISIBLE = 0.6;

/** Less than this of a thing is not worth a word. */
const GONE = 0.02;

/** COCO counts a box as found above this intersection over union. */
const FOUND = 0.5;

/** Fewest pixels to a side of the view that a thing must have to be asked for. */
const SMALLEST = 10;

/**
 * What is right to say of a view.
 *
 * @param room a record of rooms.json: `things` to be found; `crowds` of things, present in the picture, in which boxes are
 *   neither right nor wrong; `ignore`, where the labels listed are neither right nor wrong
 * @param view crop in pixels of the room, the size it is scaled to, and whether it is mirrored
 * @returns the same three, boxes in pixels of the view
 */
export function truthOf(room, view) {
  const things = [];
  const crowds = [];
  const ignore = [];
  const unsure = (labels, part) => {
    if (part.visible > GONE) ignore.push({ labels, box: part.box });
  };
  for (const { label, box, or } of room.things) {
    const parts = [box, ...(or ? [or] : [])].map((each) => partIn(view, each));
    const isWhole = parts.every((part) => part.visible >= VISIBLE && isLargeEnough(part.box));
    if (isWhole) things.push({ label, boxes: parts.map((part) => part.box) });
    else for (const part of parts) unsure([label], part);
  }
  for (const { label, box } of room.crowds) {
    const part = partIn(view, box);
    if (part.visible >= VISIBLE) crowds.push({ label, box: part.box });
    else unsure([label], part);
  }
  for (const { labels, box } of room.ignore) unsure(labels, partIn(view, box));
  return { things, crowds, ignore };
}

/**
 * Holds detections against what is right, each thing found by its surest box.
 *
 * @param detections best first
 * @returns for each detection 'right', 'wrong' or 'either'
 */
export function judge(detections, truth) {
  const open = new Set(truth.things);
  return detections.map((detection) => {
    const overlap = ({ label, boxes }) =>
      label === detection.label
        ? Math.max(...boxes.map((box) => intersectionOverUnion(box, detection.box)))
        : 0;
    const [nearest] = [...open].sort((a, b) => overlap(b) - overlap(a));
    if (nearest !== undefined && overlap(nearest) > FOUND) {
      open.delete(nearest);
      return 'right';
    }
    return isEither(detection, truth) ? 'either' : 'wrong';
  });
}

/** The labels that are certainly in the view. */
export function labelsIn({ things, crowds }) {
  return new Set([...things, ...crowds].map(({ label }) => label));
}

function isEither({ label, box }, { crowds, ignore }) {
  const covers = (other) => shareInside(box, other) >= FOUND || shareInside(other, box) >= FOUND;
  return (
    crowds.some((crowd) => crowd.label === label && shareInside(box, crowd.box) >= FOUND) ||
    ignore.some(({ labels, box: other }) => labels.includes(label) && covers(other))
  );
}

function partIn({ crop, width, height, isMirrored }, [x, y, boxWidth, boxHeight]) {
  const whole = { x, y, width: boxWidth, height: boxHeight };
  const part = clipBox(whole, crop);
  const across = width / crop.width;
  const down = height / crop.height;
  const left = isMirrored ? crop.x + crop.width - part.x - part.width : part.x - crop.x;
  const box = {
    x: left * across,
    y: (part.y - crop.y) * down,
    width: part.width * across,
    height: part.height * down,
  };
  return { box, visible: areaOf(part) / areaOf(whole) };
}

function isLargeEnough({ width, height }) {
  return Math.min(width, height) >= SMALLEST;
}
