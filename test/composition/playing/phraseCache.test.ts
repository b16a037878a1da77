import { describe, expect, it } from 'vitest';
import { openPhraseCache } from '../../../src/composition/playing/phraseCache.js';
import type { DecodedPhrase, Harmony } from '../../../src/decoding/decodePhrase.js';
import { tinyDecoder } from '../../collection/tinyDecoder.js';

const decoderNamed = (object: string) => tinyDecoder('phrase', { object, recordings: [] });
const decoder = decoderNamed('kettle');

/** Says `cost` of the pitch class C at every step, and nothing from step 8 on. */
const harmonyOf =
  (cost: number, lowest?: number): Harmony =>
  (step) =>
    step < 8
      ? { pitch: [cost + step, 0], ...(lowest !== undefined && { lowest: [lowest] }) }
      : undefined;

/** Asks for a phrase whose decoding asks for the harmony of some steps, and says whether it was decoded. */
function openCounter() {
  const cache = openPhraseCache();
  return (
    key: string,
    {
      harmony = undefined as Harmony | undefined,
      steps = [0, 3],
      by = decoder as ReturnType<typeof decoderNamed>,
    } = {},
  ): boolean => {
    let isDecoded = false;
    cache.getOrDecode(key, {
      decoder: by,
      harmony,
      decode: (asked) => {
        isDecoded = true;
        for (const step of steps) asked?.(step);
        return { notes: [], lengthTicks: 1, events: [], latents: [] } as DecodedPhrase;
      },
    });
    return isDecoded;
  };
}

describe('a phrase that was decoded before', () => {
  it.each([
    ['with all as it was', {}, {}, false],
    ['by a decoder of the same parts', {}, { by: { ...decoder } }, false],
    ['by one of another name', {}, { by: { ...decoder, object: 'urn' } }, true],
    ['by a decoder that was trained again', {}, { by: decoderNamed('kettle') }, true],
    ['under the same harmony', { harmony: harmonyOf(1) }, { harmony: harmonyOf(1) }, false],
    ['under another', { harmony: harmonyOf(1) }, { harmony: harmonyOf(2) }, true],
    ['with another bass', { harmony: harmonyOf(1) }, { harmony: harmonyOf(1, 2) }, true],
    [
      'where held keys cost more',
      { harmony: () => ({ pitch: [0], held: -20 }) },
      { harmony: () => ({ pitch: [0], held: -5 }) },
      true,
    ],
    [
      'where held keys cost nothing, said or not',
      { harmony: () => ({ pitch: [0], held: 0 }) },
      { harmony: () => ({ pitch: [0] }) },
      false,
    ],
    ['without one', { harmony: harmonyOf(1) }, {}, true],
    [
      'under one that differs where it was not asked',
      { harmony: harmonyOf(1), steps: [9] },
      { harmony: harmonyOf(2) },
      false,
    ],
  ])('%s', (_, first, second, isDecoded) => {
    const decodes = openCounter();
    expect(decodes('a', first)).toBe(true);
    expect(decodes('a', second)).toBe(isDecoded);
    expect(decodes('b', second)).toBe(true);
  });

  it('is there still when a change is undone', () => {
    const decodes = openCounter();
    const [one, two] = [harmonyOf(1), harmonyOf(2)];
    expect([one, two, one, two].map((harmony) => decodes('a', { harmony }))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
