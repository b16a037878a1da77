import type { Box } from '../box.js';
import type { BoxOffsets, BoxRegression } from './boxRegression.js';

/** Numbers of an embedding: 160 of each of two feature maps and 80 of the class logits. */
export const EMBEDDING_LENGTH = 400;

/** What is kept of one drawn box: enough to teach again without the photo. */
export interface TaughtExample {
  /** Of the upright photo's size and working copy, as `photoSha256` gives it: 64 hexadecimal digits. */
  readonly photoSha256: string;
  /** In pixels of the upright photo. */
  readonly box: Box;
  /** Embeddings of anchors that lie on the box, [EMBEDDING_LENGTH] each; 1–64 of them. */
  readonly positive: readonly Float32Array[];
  /** From each of these anchors to the drawn box. */
  readonly offsets: readonly BoxOffsets[];
  /** Near misses of the same photo: anchors that lie on the box in part; 0–48. */
  readonly near: readonly Float32Array[];
  /** Other anchors of the same photo; 0–64. */
  readonly background: readonly Float32Array[];
}

/** What is kept of a photo that does not show the thing. */
export interface TaughtNegative {
  readonly photoSha256: string;
  /** Embeddings of anchors all over the photo, [EMBEDDING_LENGTH] each; 1–64. */
  readonly background: readonly Float32Array[];
}

/**
 * A linear classifier of embeddings: an anchor's score is
 * (weights · embedding − mean) / deviation + 0.1 × its largest class logit.
 */
export interface TaughtThing {
  readonly name: string;
  /** Whether it is as it ships with the package; absent where a user taught it, or the object is the user's. */
  readonly isShipped?: true;
  /** [EMBEDDING_LENGTH] */
  readonly weights: Float32Array;
  /** Where the thing lies about an anchor that shows it in part. */
  readonly boxRegression: BoxRegression;
  /** Mean of weights · embedding over the bank. */
  readonly mean: number;
  /** Standard deviation of weights · embedding over the bank; above 0. */
  readonly deviation: number;
  /** The score from which on something is taken for it: `thresholdOf`. */
  readonly threshold: number;
  /** Confidence = 1 / (1 + exp(−(slope × (score − threshold) + offset))): Platt 1999. */
  readonly calibration: { readonly slope: number; readonly offset: number };
}
