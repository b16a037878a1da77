import type { Bank } from './bank.js';
import { learnThing, seenOf } from './learnThing.js';
import type { TaughtExample, TaughtNegative } from './taughtThing.js';
import { standardScore, standardThresholdOf } from './threshold.js';

/** What becomes of a photo when a thing is learned from the others alone. */
export interface LeftOutPhoto {
  readonly photoSha256: string;
  /** Boxes drawn in it. */
  readonly boxes: number;
  /** How many of these are found. */
  readonly found: number;
  /** Places of the photo that are taken for the thing and are not; one thing may be several places. */
  readonly mistaken: number;
}

/** Share of a box's embeddings that must exceed the threshold. */
const LEAST_SHARE = 0.25;

/**
 * How far up from the bank to the other examples a left-out box must lie: less than `thresholdOf` asks for, since there
 * is a photo less to learn from.
 */
const WAY_UP = 0.15;

/**
 * Leaves each photo out in turn, learns from the others, and looks for the thing in what is kept of the one that was left out.
 * Scores are those of the embeddings alone: what `anchorScore` adds for an anchor's largest class logit is not kept.
 *
 * @param examples of two photos at least
 * @returns photos that show the thing first, then those that do not, in the order given
 */
export function leaveOneOut(
  examples: readonly TaughtExample[],
  negatives: readonly TaughtNegative[],
  bank: Bank,
): LeftOutPhoto[] {
  const photos = [...new Set(examples.map(({ photoSha256 }) => photoSha256))];
  const shown = photos.map((photoSha256) => {
    const own = examples.filter((each) => each.photoSha256 === photoSha256);
    const others = examples.filter((each) => each.photoSha256 !== photoSha256);
    const { resembles, exceeds } = learnFrom(others, negatives, bank);
    const isFound = ({ positive }: TaughtExample) =>
      positive.filter(resembles).length >= LEAST_SHARE * positive.length;
    return {
      photoSha256,
      boxes: own.length,
      found: own.filter(isFound).length,
      // What is background for one box may be the thing in another.
      mistaken: Math.min(...own.map(({ background }) => background.filter(exceeds).length)),
    };
  });
  const notShown = negatives.map(({ photoSha256, background }) => {
    const others = negatives.filter((each) => each.photoSha256 !== photoSha256);
    const { exceeds } = learnFrom(examples, others, bank);
    return { photoSha256, boxes: 0, found: 0, mistaken: background.filter(exceeds).length };
  });
  return [...shown, ...notShown];
}

/** Whether an embedding is like the examples, and whether it exceeds the threshold from which on it is taken for the thing. */
function learnFrom(
  examples: readonly TaughtExample[],
  negatives: readonly TaughtNegative[],
  bank: Bank,
): Record<'resembles' | 'exceeds', (embedding: Float32Array) => boolean> {
  const thing = learnThing('left out', examples, negatives, bank);
  const seen = seenOf(examples, negatives);
  const above = (threshold: number) => (embedding: Float32Array) =>
    standardScore(thing, embedding) > threshold;
  const like = { ...seen, background: [] };
  return {
    resembles: above(standardThresholdOf(thing, like, { bank, wayUp: WAY_UP })),
    exceeds: above(standardThresholdOf(thing, seen, { bank })),
  };
}
