import { choleskyFactor, solveFactored } from '../../math/cholesky.js';
import { clamp } from '../../math/clamp.js';
import { dot } from '../../math/dot.js';
import type { Box } from '../box.js';
import { RELATIVE_PENALTIES } from './relativePenalties.js';
import { momentsOf } from './ridge.js';

/**
 * From an anchor's box to the box that is meant, as detectors encode boxes (R-CNN, Girshick and others 2014, appendix C): how far
 * the centre moves in widths and heights of the anchor's, and the logarithms of the ratios of width and height.
 */
export type BoxOffsets = readonly [across: number, down: number, wider: number, higher: number];

/** Predicts offsets from an anchor's embedding: mean + weights · embedding. */
export interface BoxRegression {
  readonly mean: BoxOffsets;
  /** [EMBEDDING_LENGTH] for each of the four. */
  readonly weights: readonly Float32Array[];
}

/** A box cannot be predicted to be more than this many times wider or narrower, as a logarithm. */
const MOST_RATIO = Math.log(4);

/** Added to the diagonal of the summed squares: a few hundredths of the squared length of an embedding. */
const PENALTY = 0.09;

/** The offsets that take one box to the other. */
export function encodeBox(anchor: Box, box: Box): BoxOffsets {
  return [
    (box.x + box.width / 2 - anchor.x - anchor.width / 2) / anchor.width,
    (box.y + box.height / 2 - anchor.y - anchor.height / 2) / anchor.height,
    Math.log(box.width / anchor.width),
    Math.log(box.height / anchor.height),
  ];
}

/** Where offsets take an anchor's box. */
export function decodeBox(anchor: Box, [across, down, wider, higher]: BoxOffsets): Box {
  const width = anchor.width * Math.exp(within(wider));
  const height = anchor.height * Math.exp(within(higher));
  return {
    x: anchor.x + anchor.width * (0.5 + across) - width / 2,
    y: anchor.y + anchor.height * (0.5 + down) - height / 2,
    width,
    height,
  };
}

function within(logarithm: number): number {
  return clamp(logarithm, -MOST_RATIO, MOST_RATIO);
}

/**
 * Ridge regression of offsets on embeddings: the detector often boxes the same part of a thing that it does not know, and the drawn boxes
 * tell where the rest of it lies.
 *
 * @param embeddings at least one
 * @param offsets as many
 */
export function fitBoxRegression(
  embeddings: readonly Float32Array[],
  offsets: readonly BoxOffsets[],
): BoxRegression {
  const count = embeddings.length;
  const mean = eachOffset((axis) => offsets.reduce((sum, each) => sum + each[axis], 0) / count);
  const { square } = momentsOf(embeddings);
  const length = embeddings[0]?.length ?? 0;
  for (let i = 0; i < length; i++) {
    square[i * length + i] =
      (square[i * length + i] as number) + ((RELATIVE_PENALTIES[i] as number) * PENALTY) / count;
  }
  const rights = mean.map((middle, axis) => {
    const right = new Float64Array(length);
    for (const [n, embedding] of embeddings.entries()) {
      const rest = ((offsets[n]?.[axis] as number) - middle) / count;
      for (let i = 0; i < length; i++) {
        right[i] = (right[i] as number) + rest * (embedding[i] as number);
      }
    }
    return right;
  });
  const factor = choleskyFactor(square);
  return { mean, weights: rights.map((right) => Float32Array.from(solveFactored(factor, right))) };
}

/** The offsets that an anchor's embedding speaks for. */
export function predictOffsets(
  { mean, weights }: BoxRegression,
  embedding: Float32Array,
): BoxOffsets {
  return eachOffset((axis) => mean[axis] + dot(weights[axis] as Float32Array, embedding));
}

/** The four offsets, of which each is computed by its place. */
function eachOffset(offsetAt: (axis: 0 | 1 | 2 | 3) => number): BoxOffsets {
  return [offsetAt(0), offsetAt(1), offsetAt(2), offsetAt(3)];
}
