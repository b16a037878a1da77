import { intersectionOverUnion } from '../box.js';
import { suppressOverlapping } from '../nonMaximumSuppression.js';
import { type BoxOffsets, encodeBox } from './boxRegression.js';
import type { EmbeddedAnchor } from './embedAnchors.js';
import type { VariationCrop } from './variationCrops.js';

/**
 * An anchor lies on a drawn box from this intersection over union up. The detector has no box for the whole of many a thing
 * that it does not know: for a coffee grinder rarely one above 0.5, but always one for its lower half.
 */
const ON_BOX = 0.4;

/** Between these an anchor is a near miss; below the first it is background. */
export const NEAR_MISS = { from: 0.1, to: 0.3 } as const;

/** Two anchors of one crop with a greater intersection over union say the same of the background. */
const SAME_BACKGROUND_IOU = 0.5;

/** The best anchors that each crop may give; an example is not to consist of one crop only. */
const MOST_OF_A_CROP = 8;

/** An anchor on a drawn box. */
export interface PositiveAnchor extends EmbeddedAnchor {
  /** Intersection over union with the drawn box. */
  readonly overlap: number;
  /** From the anchor to the drawn box. */
  readonly offsets: BoxOffsets;
}

/** The anchors that lie on the drawn box, those that fit it best first, so many of each crop at most. */
export function positiveAnchors(crops: readonly VariationCrop[], most: number): PositiveAnchor[] {
  return bestFitting(crops.flatMap(positiveOf), most);
}

/** The embeddings of the anchors that overlap the drawn box by so much, apart from one another in each crop, the likeliest first. */
export function negativeEmbeddings(
  crops: readonly VariationCrop[],
  { from, below, most }: { readonly from: number; readonly below: number; readonly most: number },
): Float32Array[] {
  const overlapping = ({ anchors, box }: VariationCrop) =>
    anchors.filter((anchor) => {
      const overlap = intersectionOverUnion(anchor.box, box);
      return overlap >= from && overlap < below;
    });
  return likeliest(
    crops.flatMap((crop) => suppressAnchors(overlapping(crop))),
    most,
  );
}

/** Of anchors that overlap only the first; at most `most`. */
export function suppressAnchors(
  anchors: readonly EmbeddedAnchor[],
  most?: number,
): EmbeddedAnchor[] {
  return suppressOverlapping(anchors, { threshold: SAME_BACKGROUND_IOU, most });
}

/** The embeddings of those that the detector is surest of. */
export function likeliest(anchors: readonly EmbeddedAnchor[], most: number): Float32Array[] {
  return [...anchors]
    .sort((a, b) => b.largestLogit - a.largestLogit)
    .slice(0, most)
    .map(({ embedding }) => embedding);
}

function positiveOf({ anchors, box }: VariationCrop): PositiveAnchor[] {
  const ranked = anchors.map((anchor) => ({
    ...anchor,
    overlap: intersectionOverUnion(anchor.box, box),
    offsets: encodeBox(anchor.box, box),
  }));
  return bestFitting(
    ranked.filter(({ overlap }) => overlap >= ON_BOX),
    MOST_OF_A_CROP,
  );
}

function bestFitting(anchors: readonly PositiveAnchor[], most: number): PositiveAnchor[] {
  return [...anchors].sort((a, b) => b.overlap - a.overlap).slice(0, most);
}
