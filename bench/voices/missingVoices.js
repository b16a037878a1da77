const MOST_VOICES = 15;
const MOST_OF_AN_OBJECT = 5;

/**
 * Compares the voices of a report with its detections, counted anew: boxes of one object are gone through from the largest down, and
 * one of which more than half lies in an earlier one that was counted, or the reverse, is not counted itself.
 *
 * @returns how many objects had several boxes and were compared, and a line for each that has another number of voices than its
 *   instances ask for, up to five; where a piece has all its fifteen tracks, only more voices than that are a fault
 */
export function missingVoices({ detections, tracks }) {
  const objects = [...new Set(tracks.map(({ object }) => object))];
  const faults = [];
  let compared = 0;
  for (const object of objects) {
    const own = tracks.filter((track) => track.object === object);
    const labels = new Set(own.flatMap((track) => track.labels));
    const boxes = detections.filter(({ label }) => labels.has(label)).map(({ box }) => box);
    const expected = Math.min(countInstances(boxes), MOST_OF_AN_OBJECT);
    if (boxes.length > 1) compared++;
    const isFull = tracks.length === MOST_VOICES;
    if (own.length === expected || (isFull && own.length < expected)) continue;
    faults.push(`expected ${expected} voices of ${object} but received ${own.length}`);
  }
  return { compared, faults };
}

function countInstances(boxes) {
  const counted = [];
  for (const box of [...boxes].sort((a, b) => b.width * b.height - a.width * a.height)) {
    if (!counted.some((other) => isNested(other, box))) counted.push(box);
  }
  return counted.length;
}

/** Whether more than half of the smaller box lies inside the other. */
function isNested(a, b) {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  const common = Math.max(0, width) * Math.max(0, height);
  return common > 0.5 * Math.min(a.width * a.height, b.width * b.height);
}
