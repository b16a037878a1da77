import { describe, expect, it } from 'vitest';
import { measureRetrieval, precisionAtOne } from '../../../src/evaluation/draws/latentRetrieval.js';
import { tinyDecoder } from '../../collection/tinyDecoder.js';

/** Windows from words: each letter an event, two words a latent. */
const windowsOf = (words: readonly string[]) =>
  words.map((word, i) => ({ latent: Math.floor(i / 2), events: [...word] }));

describe('precision at 1', () => {
  it.each([
    ['is 1 where each window is nearest to its own twin', ['abcd', 'abce', 'wxyz', 'wxyv'], 1],
    ['is 0 where each is nearer to another', ['abcd', 'wxyz', 'abce', 'wxyv'], 0],
    [
      'counts each of several nearest its part',
      ['abcd', 'abce', 'abcf', 'wxyz'],
      (1 / 2 + 1 / 2 + 0 + 1 / 3) / 4,
    ],
    ['is the chance where all are the same', ['abc', 'abc', 'abc', 'abc', 'abc', 'abc'], 1 / 5],
    ['is the chance where none has anything in common', ['ab', 'cd', 'ef', 'gh'], 1 / 3],
    ['knows a window that begins an event later', ['abcdef', 'bcdefg', 'agcghf', 'hgcghf'], 1],
  ])('%s', (_, words, precision) => {
    expect(precisionAtOne(windowsOf(words))).toBeCloseTo(precision, 12);
  });
});

describe('latent retrieval', () => {
  it.each(['phrase', 'seed'] as const)(
    'of kind %s is a share, the same for the same seed',
    async (kind) => {
      const decoder = tinyDecoder(kind, { object: 'kettle', recordings: [] });
      const { share, chance } = await measureRetrieval(decoder, { seed: 3 });
      expect(chance).toBe(1 / 23);
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(1);
      expect(await measureRetrieval(decoder, { seed: 3 })).toEqual({ share, chance });
      expect((await measureRetrieval(decoder, { seed: 4 })).share).not.toBe(share);
    },
  );
});
