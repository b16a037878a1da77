import { CLASS_COUNT } from './labels.js';
import type { NetworkOutput } from './network.js';

/**
 * The network's anchors, as it lists them: cells to a side of each feature map, row by row, and anchors to a cell. They are
 * symmetrical: the anchor of the mirrored cell is the mirrored anchor (to 1e-7, as the test reads from the weights).
 */
const ANCHOR_MAPS = [
  { cells: 19, anchors: 3 },
  { cells: 10, anchors: 6 },
  { cells: 5, anchors: 6 },
  { cells: 3, anchors: 6 },
  { cells: 2, anchors: 6 },
  { cells: 1, anchors: 6 },
] as const;

/**
 * The mean of what the network says of a view and of the same view mirrored, anchor by anchor. The two err apart: the network was
 * not made symmetrical, only its anchors were.
 *
 * @param mirrored the output for the mirrored view
 * @returns in the unmirrored view's places; `maps` are those of the unmirrored view
 */
export function averageWithMirrored(output: NetworkOutput, mirrored: NetworkOutput): NetworkOutput {
  const confidences = new Float32Array(output.confidences.length);
  const boxes = new Float32Array(output.boxes.length);
  for (const [anchor, other] of mirroredAnchors().entries()) {
    for (let column = 0; column < CLASS_COUNT; column++) {
      const i = anchor * CLASS_COUNT + column;
      const there = mirrored.confidences[other * CLASS_COUNT + column] as number;
      confidences[i] = ((output.confidences[i] as number) + there) / 2;
    }
    const [top, left, bottom, right] = edgesOf(mirrored.boxes, other);
    const there = [top, 1 - right, bottom, 1 - left];
    for (const [edge, value] of there.entries()) {
      boxes[4 * anchor + edge] = ((output.boxes[4 * anchor + edge] as number) + value) / 2;
    }
  }
  return { ...output, confidences, boxes };
}

type Edges = readonly [top: number, left: number, bottom: number, right: number];

function edgesOf(boxes: Float32Array, anchor: number): Edges {
  const edge = (i: number) => boxes[4 * anchor + i] as number;
  return [edge(0), edge(1), edge(2), edge(3)];
}

let known: Int32Array | undefined;

/** For each anchor the index of the one that lies mirrored, [1917]. */
export function mirroredAnchors(): Int32Array {
  known ??= Int32Array.from(listMirroredAnchors());
  return known;
}

function listMirroredAnchors(): number[] {
  const indices: number[] = [];
  for (const { cells, anchors } of ANCHOR_MAPS) {
    const first = indices.length;
    for (let row = 0; row < cells; row++) {
      for (let column = 0; column < cells; column++) {
        const mirroredCell = row * cells + cells - 1 - column;
        for (let i = 0; i < anchors; i++) indices.push(first + mirroredCell * anchors + i);
      }
    }
  }
  return indices;
}
