import { describe, expect, it } from 'vitest';
import {
  fitSequenceModel,
  negativeLogLikelihood,
} from '../../../src/evaluation/measures/sequenceModel.js';

const letters = (text: string) => [...text];
const model = fitSequenceModel([letters('abcabcabd'), letters('bca')]);

describe('the sequence model', () => {
  it.each(['', 'a', 'ab', 'abcab', 'xab', 'ddddddd'])(
    'shares out all chance after %j',
    (before) => {
      const context = negativeLogLikelihood(model, letters(before));
      const shares = ['a', 'b', 'c', 'd', 'unheard'].map((token) =>
        Math.exp(context - negativeLogLikelihood(model, [...letters(before), token])),
      );
      expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
      expect(Math.min(...shares)).toBeGreaterThan(0);
    },
  );

  it('weighs orders as Witten and Bell do', () => {
    const { log } = Math;
    const small = fitSequenceModel([letters('aab')]);
    // Of 3 tokens 2 different: a twice, b once; below them 1/3 for a, b and the unheard.
    const a = (2 + 2 / 3) / 5;
    const b = (1 + 2 / 3) / 5;
    expect(negativeLogLikelihood(small, ['a'])).toBeCloseTo(-log(a), 12);
    // After a: 2 tokens, both different.
    expect(negativeLogLikelihood(small, ['a', 'b'])).toBeCloseTo(
      -log(a) - log((1 + 2 * b) / 4),
      12,
    );
    // Nothing ever followed b.
    expect(negativeLogLikelihood(small, ['b', 'a'])).toBeCloseTo(-log(b) - log(a), 12);
  });

  it('gives what it knows a lower negative log-likelihood than the same tokens in another order', () => {
    const known = negativeLogLikelihood(model, letters('abcabc'));
    expect(known).toBeLessThan(negativeLogLikelihood(model, letters('acbbca')));
    expect(negativeLogLikelihood(model, [])).toBe(0);
  });

  it('begins each sequence anew', () => {
    const apart = fitSequenceModel([letters('ab'), letters('ab')]);
    const together = fitSequenceModel([letters('abab')]);
    expect(negativeLogLikelihood(apart, letters('ba'))).toBeGreaterThan(
      negativeLogLikelihood(together, letters('ba')),
    );
  });
});
