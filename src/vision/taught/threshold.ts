import { dot } from '../../math/dot.js';
import { quantile } from '../../math/quantile.js';
import type { Bank } from './bank.js';
import { anchorScore } from './score.js';
import type { TaughtThing } from './taughtThing.js';

/** The share of the bank's photos in which something may exceed what the threshold begins from. */
const FALSE_PHOTOS = 0.02;

/** How far the threshold lies above the strongest of what is not the thing, in shares of the way to the examples. */
const WAY_UP = 0.2;

/**
 * No further up than this from the bank, whatever stands in the examples' photos: it may be the thing itself, of which one of many
 * was drawn.
 */
const MOST_WAY_UP = 0.5;

/** What of a thing makes scores. */
export type ScoreLine = Pick<TaughtThing, 'weights' | 'mean' | 'deviation'>;

/** What the threshold has to lie between. */
export interface SeenAnchors {
  /** Embeddings of the examples; at least one. */
  readonly positive: readonly Float32Array[];
  /** Of what stands elsewhere in their photos, and in photos without the thing. */
  readonly background: readonly Float32Array[];
}

/**
 * The score from which on something is taken for the thing: a fifth of the way from the strongest of what it is not, in the bank and
 * in the examples' own photos, to the median of the examples. Fitted on photographs pasted on photographs and on rendered views
 * (bench/TAUGHT.md); from the bank alone it was right for photos like the bank's and far too low for a room that it does not show.
 */
export function thresholdOf(
  line: ScoreLine,
  seen: SeenAnchors,
  { bank }: { readonly bank: Bank },
): number {
  // Examples are kept without their largest logits: the bank tells what these add where a score is high.
  const withLogits = strongestOfBank(bank, (embedding, largestLogit) =>
    anchorScore(line, { dot: dot(line.weights, embedding), largestLogit }),
  );
  const plain = strongestOfBank(bank, (embedding) => standardScore(line, embedding));
  return standardThresholdOf(line, seen, { bank }) + withLogits - plain;
}

/**
 * The same for `standardScore`.
 *
 * @param options.wayUp the share of the way to the examples
 */
export function standardThresholdOf(
  line: ScoreLine,
  { positive, background }: SeenAnchors,
  { bank, wayUp = WAY_UP }: { readonly bank: Bank; readonly wayUp?: number },
): number {
  const scoreOf = (embedding: Float32Array) => standardScore(line, embedding);
  const bankScore = strongestOfBank(bank, scoreOf);
  const median = quantile(positive.map(scoreOf), 0.5);
  const strongest = background.map(scoreOf).reduce((a, b) => Math.max(a, b), bankScore);
  return Math.min(
    strongest + wayUp * (median - strongest),
    bankScore + MOST_WAY_UP * (median - bankScore),
  );
}

/** In standard deviations of the bank's anchors, without what an anchor's largest class logit adds. */
export function standardScore({ weights, mean, deviation }: ScoreLine, embedding: Float32Array) {
  return (dot(weights, embedding) - mean) / deviation;
}

/** What a share of `FALSE_PHOTOS` of the bank's photos exceed with their strongest anchor. */
function strongestOfBank(
  { photos }: Bank,
  scoreOf: (embedding: Float32Array, largestLogit: number) => number,
): number {
  const strongest = photos.map(({ embeddings, largestLogits }) =>
    embeddings.reduce(
      (most, embedding, i) => Math.max(most, scoreOf(embedding, largestLogits[i] as number)),
      Number.NEGATIVE_INFINITY,
    ),
  );
  return quantile(strongest, 1 - FALSE_PHOTOS);
}
