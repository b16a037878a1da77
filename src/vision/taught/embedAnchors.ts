import { clamp } from '../../math/clamp.js';
import { type Box, bottomOf, rightOf } from '../box.js';
import { boxAt, type CropOutput, CUT_MARGIN } from '../candidates.js';
import { CLASS_COUNT, COCO_LABELS, labelOf } from '../labels.js';
import { nearsInnerEdge } from '../tiles.js';
import type { LogitScale } from './logitScale.js';
import { CELL_LENGTH, COARSE_SIDE, FINE_SIDE } from './projectedMaps.js';
import { noEmbedding } from './projection.js';
import { openSummedMap, type SummedMap } from './summedMap.js';
import { EMBEDDING_LENGTH } from './taughtThing.js';

/** One of the network's anchors, with what may be learned of it. */
export interface EmbeddedAnchor {
  /** In pixels of the picture, inside the view. */
  readonly box: Box;
  /** The largest of the 80 class logits, about −12 to 8. */
  readonly largestLogit: number;
  /** [EMBEDDING_LENGTH]: two halves of the feature maps and one of the class logits, each of unit length. */
  readonly embedding: Float32Array;
}

/** Anchors of the whole picture and of a tile that are likeliest to show any thing at all. */
const MOST_OF_WHOLE = 220;
const MOST_OF_TILE = 130;

/** Confidences nearer to 0 or 1 than this have lost their logit to single precision. */
const LEAST_CONFIDENCE = 1e-6;

/**
 * The anchors of one crop that may show a thing of whatever kind: those with the largest class logits. What an inner edge
 * cuts is left to the crops that show it whole.
 *
 * @param crop whose output has `maps`
 * @param options.picture the frame of the whole picture, in its pixels
 * @param options.keep which of the boxes are wanted; all by default
 * @throws MirrorError `environment` where the output has no `maps`
 */
export function embedAnchors(
  crop: CropOutput,
  options: {
    readonly picture: Box;
    readonly logitScale: LogitScale;
    readonly keep?: (box: Box) => boolean;
  },
): EmbeddedAnchor[] {
  const { picture, logitScale, keep = () => true } = options;
  const { view, output } = crop;
  if (output.maps === undefined) throw noEmbedding();
  const maps = [
    openSummedMap(output.maps.fine, { side: FINE_SIDE, length: CELL_LENGTH, sums: sums().fine }),
    openSummedMap(output.maps.coarse, {
      side: COARSE_SIDE,
      length: CELL_LENGTH,
      sums: sums().coarse,
    }),
  ];
  const most = view.tileOf === undefined ? MOST_OF_WHOLE : MOST_OF_TILE;
  return likeliestAnchors(output.confidences, most)
    .map((i) => ({ i, box: boxAt(crop, i) }))
    .filter(({ box }) => box.width >= 1 && box.height >= 1)
    .filter(({ box }) => !nearsInnerEdge(box, view.box, { frame: picture, margin: CUT_MARGIN }))
    .filter(({ box }) => keep(box))
    .map(({ i, box }) => {
      const logits = logitsAt(output.confidences, i);
      const embedding = embed({ maps, logits, logitScale, place: shareOf(box, view.box) });
      return { box, largestLogit: Math.max(...logits), embedding };
    });
}

let kept: { readonly fine: Float64Array; readonly coarse: Float64Array } | undefined;

/** Memory for the maps of one crop, 0.7 MB, used again for the next: the maps are forgotten as soon as its anchors are embedded. */
function sums() {
  kept ??= {
    fine: new Float64Array((FINE_SIDE + 1) ** 2 * CELL_LENGTH),
    coarse: new Float64Array((COARSE_SIDE + 1) ** 2 * CELL_LENGTH),
  };
  return kept;
}

/** Indices of the anchors with the largest confidence in any class, the likeliest first. */
export function likeliestAnchors(confidences: Float32Array, most: number): number[] {
  const count = confidences.length / CLASS_COUNT;
  const largest = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const start = i * CLASS_COUNT;
    let max = 0;
    for (let j = 0; j < LABELLED.length; j++) {
      const confidence = confidences[start + (LABELLED[j] as number)] as number;
      if (confidence > max) max = confidence;
    }
    largest[i] = max;
  }
  // A row of numbers is sorted much faster than the anchors that they belong to.
  const least = largest.slice().sort()[Math.max(0, count - most)] as number;
  const likely: number[] = [];
  for (let i = 0; i < count; i++) if ((largest[i] as number) >= least) likely.push(i);
  return likely
    .sort((a, b) => (largest[b] as number) - (largest[a] as number) || a - b)
    .slice(0, most);
}

/** The columns of the network's confidences that have a label. */
const LABELLED = Int32Array.from({ length: CLASS_COUNT }, (_, i) => i).filter(
  (i) => labelOf(i) !== undefined,
);

export function logitsAt(confidences: Float32Array, anchor: number): Float32Array {
  const logits = new Float32Array(LABELLED.length);
  for (let i = 0; i < logits.length; i++) {
    const confidence = confidences[anchor * CLASS_COUNT + (LABELLED[i] as number)] as number;
    const clipped = clamp(confidence, LEAST_CONFIDENCE, 1 - LEAST_CONFIDENCE);
    logits[i] = Math.log(clipped / (1 - clipped));
  }
  return logits;
}

/** A box in shares of another. */
function shareOf(box: Box, frame: Box): Edges {
  return {
    left: (box.x - frame.x) / frame.width,
    top: (box.y - frame.y) / frame.height,
    right: (rightOf(box) - frame.x) / frame.width,
    bottom: (bottomOf(box) - frame.y) / frame.height,
  };
}

export interface Edges {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface EmbeddingParts {
  readonly maps: readonly SummedMap[];
  readonly logits: Float32Array;
  readonly logitScale: LogitScale;
  readonly place: Edges;
}

function embed({ maps, logits, logitScale, place }: EmbeddingParts): Float32Array {
  const embedding = new Float32Array(EMBEDDING_LENGTH);
  for (const [i, map] of maps.entries()) {
    const part = embedding.subarray(i * CELL_LENGTH, (i + 1) * CELL_LENGTH);
    map.addMean(place, part);
    normalise(part);
  }
  const part = embedding.subarray(maps.length * CELL_LENGTH);
  const { mean, deviation } = logitScale;
  for (let i = 0; i < COCO_LABELS.length; i++) {
    part[i] = ((logits[i] as number) - (mean[i] as number)) / (deviation[i] as number);
  }
  normalise(part);
  return embedding;
}

/** Brings a vector to unit length; one of zeros stays. */
function normalise(vector: Float32Array): void {
  let squares = 0;
  for (let i = 0; i < vector.length; i++) squares += (vector[i] as number) ** 2;
  const length = Math.sqrt(squares);
  if (length > 0)
    for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] as number) / length;
}
