/** How strongly the network's offsets are scaled, centre and size: `faster_rcnn_box_coder` of its training. */
const CENTRE_SCALE = 10;
const SIZE_SCALE = 5;

/**
 * Boxes from what the network says of each anchor: where the centre lies from the anchor's, in tenths of its size,
 * and the logarithm of the size in fifths (Ren et al. 2015, «Faster R-CNN», section 3.1.2).
 *
 * @param offsets [N, 4]: centre down, centre across, height, width
 * @param anchors [N, 4]: top, left, bottom, right in shares of the view
 * @returns [N, 4], as the anchors; may reach beyond the view
 */
export function decodeBoxes(offsets: Float32Array, anchors: Float32Array): Float32Array {
  const boxes = new Float32Array(offsets.length);
  for (let i = 0; i < offsets.length; i += 4) {
    for (const axis of [0, 1]) {
      const first = i + axis;
      const second = first + 2;
      const start = anchors[first] as number;
      const size = (anchors[second] as number) - start;
      const centre = start + size / 2 + ((offsets[first] as number) / CENTRE_SCALE) * size;
      const half = (Math.exp((offsets[second] as number) / SIZE_SCALE) * size) / 2;
      boxes[first] = centre - half;
      boxes[second] = centre + half;
    }
  }
  return boxes;
}
