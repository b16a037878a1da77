import { choleskyFactor, solveFactored } from '../../math/cholesky.js';
import type { Box } from '../box.js';
import { RELATIVE_PENALTIES } from './relativePenalties.js';
import { momentsOf } from './ridge.js';
import { dot } from './score.js';

/**
 * From an anchor's box to the box that is meant, as detectors encode boxes (R-CNN, Girshick and others 2014, appendix C): how far
 * the centre moves in widths and heights of the anchor's, and the logarithms of the ratios of width and height.
 */
export type BoxShift = readonly [across: number, down: number, wider: number, higher: number];

/** Predicts a shift from an anchor's embedding: mean + weights · embedding. */
export interface ShiftLine {
  readonly mean: BoxShift;
  /** [EMBEDDING_LENGTH] for each number of a shift. */
  readonly weights: readonly Float32Array[];
}

/** A box cannot be predicted to be more than this many times wider or narrower, as a logarithm. */
const MOST_RATIO = Math.log(4);

/** Added to the diagonal of the summed squares: a few hundredths of the squared length of an embedding. */
const PENALTY = 0.09;

/** The shift that takes one box to the other. */
export function shiftBetween(from: Box, to: Box): BoxShift {
  return [
    (to.x + to.width / 2 - from.x - from.width / 2) / from.width,
    (to.y + to.height / 2 - from.y - from.height / 2) / from.height,
    Math.log(to.width / from.width),
    Math.log(to.height / from.height),
  ];
}

/** Where a shift takes a box. */
export function shiftBox(box: Box, [across, down, wider, higher]: BoxShift): Box {
  const width = box.width * Math.exp(within(wider));
  const height = box.height * Math.exp(within(higher));
  return {
    x: box.x + box.width * (0.5 + across) - width / 2,
    y: box.y + box.height * (0.5 + down) - height / 2,
    width,
    height,
  };
}

function within(logarithm: number): number {
  return Math.min(MOST_RATIO, Math.max(-MOST_RATIO, logarithm));
}

/**
 * Ridge regression of shifts on embeddings: the detector often boxes the same part of a thing that it does not know, and the drawn boxes
 * tell where the rest of it lies.
 *
 * @param embeddings at least one
 * @param shifts as many
 */
export function learnShift(
  embeddings: readonly Float32Array[],
  shifts: readonly BoxShift[],
): ShiftLine {
  const count = embeddings.length;
  const mean = [0, 1, 2, 3].map(
    (axis) => shifts.reduce((sum, shift) => sum + (shift[axis] as number), 0) / count,
  ) as unknown as BoxShift;
  const { square } = momentsOf(embeddings);
  const length = embeddings[0]?.length ?? 0;
  for (let i = 0; i < length; i++) {
    square[i * length + i] =
      (square[i * length + i] as number) + ((RELATIVE_PENALTIES[i] as number) * PENALTY) / count;
  }
  const rights = mean.map((middle, axis) => {
    const right = new Float64Array(length);
    for (const [n, embedding] of embeddings.entries()) {
      const rest = ((shifts[n]?.[axis] as number) - middle) / count;
      for (let i = 0; i < length; i++) {
        right[i] = (right[i] as number) + rest * (embedding[i] as number);
      }
    }
    return right;
  });
  const factor = choleskyFactor(square);
  return { mean, weights: rights.map((right) => Float32Array.from(solveFactored(factor, right))) };
}

/** The shift that an anchor's embedding speaks for. */
export function predictShift({ mean, weights }: ShiftLine, embedding: Float32Array): BoxShift {
  return mean.map(
    (middle, axis) => middle + dot(weights[axis] as Float32Array, embedding),
  ) as unknown as BoxShift;
}
