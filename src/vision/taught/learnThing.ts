import { checkArguments, type OptionResult } from '../../checks/checkOptions.js';
import { MirrorError } from '../../errors.js';
import { memoised } from '../../math/memoised.js';
import { DETECT_DEFAULTS } from '../detectDefaults.js';
import type { Bank } from './bank.js';
import { fitBoxRegression } from './boxRegression.js';
import { RELATIVE_PENALTIES } from './relativePenalties.js';
import { type Moments, momentsOf, solveRidge } from './ridge.js';
import type { TaughtExample, TaughtNegative, TaughtThing } from './taughtThing.js';
import { type SeenAnchors, thresholdOf } from './threshold.js';

const BANK_RULE: OptionResult = {
  givenBy: 'await readBankFile()',
  fields: ['photos'],
};

/**
 * How much each kind of anchors counts, whatever its number. The background of an example's photo counts little, for it
 * may show more of the thing than was drawn.
 */
const WEIGHTS = { positive: 0.5, bank: 0.25, near: 0.2, background: 0.05, negative: 0.1 } as const;

/** In mean variances of the embedding's numbers: so few examples bear out little more than a difference of means. */
const PENALTY = 30;

/** What the threshold means as a confidence: the least that counts by default. */
const CONFIDENCE_AT_THRESHOLD = DETECT_DEFAULTS.minConfidence;

/** How much surer a score of one more makes, in logits of the confidence. */
const SLOPE = 1.5;

/**
 * Learns to tell a thing from everything else, in closed form.
 *
 * @param examples at least one
 * @param negatives photos that do not show it
 * @throws MirrorError `usage` without an example
 */
export function learnThing(
  name: string,
  examples: readonly TaughtExample[],
  negatives: readonly TaughtNegative[],
  bank: Bank,
): TaughtThing {
  const rules = { name: 'string', examples: 'array', negatives: 'array', bank: BANK_RULE } as const;
  checkArguments({ name, examples, negatives, bank }, rules);
  const positive = examples.flatMap((example) => example.positive);
  if (positive.length === 0) {
    throw new MirrorError(
      'usage',
      `Expected at least one example of ${name} but there is none. Draw a box around it in a photo first.`,
    );
  }
  const groups = [
    { vectors: positive, weight: WEIGHTS.positive, target: 1 },
    { vectors: examples.flatMap((example) => example.near), weight: WEIGHTS.near, target: 0 },
    {
      vectors: examples.flatMap((example) => example.background),
      weight: WEIGHTS.background,
      target: 0,
    },
    {
      vectors: negatives.flatMap((photo) => photo.background),
      weight: WEIGHTS.negative,
      target: 0,
    },
  ].filter(({ vectors }) => vectors.length > 0);
  const bankMoments = momentsOfBank(bank);
  const solved = solveRidge(
    [
      ...groups.map((group) => ({ ...group, moments: momentsOf(group.vectors) })),
      { moments: bankMoments, weight: WEIGHTS.bank, target: 0 },
    ],
    { penalty: PENALTY, relative: RELATIVE_PENALTIES },
  );
  const weights = Float32Array.from(solved);
  const line = { weights, ...spreadOf(weights, bankMoments) };
  return {
    name,
    ...line,
    boxRegression: fitBoxRegression(
      positive,
      examples.flatMap(({ offsets }) => offsets),
    ),
    threshold: thresholdOf(line, seenOf(examples, negatives), { bank }),
    calibration: {
      slope: SLOPE,
      offset: Math.log(CONFIDENCE_AT_THRESHOLD / (1 - CONFIDENCE_AT_THRESHOLD)),
    },
  };
}

/** What the threshold is chosen by. */
export function seenOf(
  examples: readonly TaughtExample[],
  negatives: readonly TaughtNegative[],
): SeenAnchors {
  return {
    positive: examples.flatMap(({ positive }) => positive),
    background: [...examples, ...negatives].flatMap(({ background }) => background),
  };
}

/** The bank is the same for all things, and its moments take a third of a second. */
const momentsOfBank = memoised((bank: Bank) =>
  momentsOf(bank.photos.flatMap(({ embeddings }) => embeddings)),
);

/** Mean and standard deviation of weights · embedding over what the moments are of. */
function spreadOf(weights: Float32Array, { mean, square }: Moments) {
  const length = weights.length;
  let average = 0;
  let squares = 0;
  for (let row = 0; row < length; row++) {
    const weight = weights[row] as number;
    average += weight * (mean[row] as number);
    for (let column = 0; column <= row; column++) {
      const times = column < row ? 2 : 1;
      squares +=
        times * weight * (weights[column] as number) * (square[row * length + column] as number);
    }
  }
  return {
    mean: average,
    deviation: Math.sqrt(Math.max(Number.MIN_VALUE, squares - average ** 2)),
  };
}
