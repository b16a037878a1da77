import { describe, expect, it } from 'vitest';
import type { Bank } from '../../../src/vision/taught/bank.js';
import { EMBEDDING_LENGTH } from '../../../src/vision/taught/taughtThing.js';
import { standardThresholdOf, thresholdOf } from '../../../src/vision/taught/threshold.js';

/** An embedding of which the line below says this score. */
function scored(score: number): Float32Array {
  const embedding = new Float32Array(EMBEDDING_LENGTH);
  embedding[0] = score;
  return embedding;
}

const [first] = [scored(1)];
const line = { weights: first as Float32Array, mean: 0, deviation: 1 };

/** Photos of which the strongest anchor scores 2. */
const bank: Bank = {
  photos: Array.from({ length: 5 }, () => ({
    embeddings: [scored(2), scored(-1)],
    largestLogits: Float32Array.of(-3, 5),
  })),
};
const positive = [scored(6), scored(10), scored(7)];

describe('the threshold', () => {
  it.each([
    ['from the bank up, where nothing else is stronger', [1], 2 + (7 - 2) / 5],
    ['from what else stands in the photos, where that is stronger', [3, -2], 3 + (7 - 3) / 5],
    ['halfway at most, where the thing itself stands there undrawn', [6.9], 2 + (7 - 2) / 2],
  ])('lies a fifth of the way to the examples %s', (_, background, expected) => {
    const seen = { positive, background: background.map(scored) };
    expect(standardThresholdOf(line, seen, { bank })).toBeCloseTo(expected, 5);
  });

  it('counts on a largest class logit as high as the bank has where it is strong', () => {
    const seen = { positive, background: [] };
    const added = thresholdOf(line, seen, { bank }) - standardThresholdOf(line, seen, { bank });
    expect(added).toBeCloseTo(0.1 * -3, 5);
  });

  it('is that of a fiftieth of the bank’s photos', () => {
    const photos = Array.from({ length: 101 }, (_, i) => ({
      embeddings: [scored(i / 50)],
      largestLogits: Float32Array.of(0),
    }));
    const seen = { positive: [scored(1.96)], background: [] };
    expect(standardThresholdOf(line, seen, { bank: { photos } })).toBeCloseTo(1.96, 5);
  });
});
