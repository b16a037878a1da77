const MOST_VOICES = 15;
const MOST_OF_AN_OBJECT = 5;

/**
 * The objects of a report whose instances have not a voice each, up to five; objects with nested boxes, and pieces that
 * have no track left, are passed over. Counted from the detections alone.
 *
 * @returns one line each
 */
export function missingVoices({ detections, tracks }) {
  if (tracks.length >= MOST_VOICES) return [];
  const objects = [...new Set(tracks.map(({ object }) => object))];
  return objects.flatMap((object) => {
    const own = tracks.filter((track) => track.object === object);
    const labels = new Set(own.flatMap((track) => track.labels));
    const boxes = detections.filter(({ label }) => labels.has(label)).map(({ box }) => box);
    if (boxes.some((a, i) => boxes.some((b, j) => i !== j && isNested(a, b)))) return [];
    const expected = Math.min(boxes.length, MOST_OF_AN_OBJECT);
    return own.length === expected
      ? []
      : [`expected ${expected} voices of ${object} but received ${own.length}`];
  });
}

/** Whether more than half of the smaller box lies inside the other. */
function isNested(a, b) {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  const common = Math.max(0, width) * Math.max(0, height);
  return common > 0.5 * Math.min(a.width * a.height, b.width * b.height);
}
