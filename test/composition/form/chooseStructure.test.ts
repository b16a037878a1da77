import { describe, expect, it } from 'vitest';
import { chooseStructure } from '../../../src/composition/form/chooseStructure.js';
import { returnShare } from '../../../src/composition/form/layOut.js';
import { seededRandom } from '../../../src/math/random.js';

const SEEDS = Array.from({ length: 40 }, (_, seed) => seed);

function structures(bars: number, halfPhrases: number, contrast = 0.5) {
  return SEEDS.map((seed) =>
    chooseStructure(bars, { halfPhrases, contrast, random: seededRandom(`structure ${seed}`) }),
  );
}

/** One letter a phrase of the piece. */
const ordersOf = (all: ReturnType<typeof structures>) =>
  new Set(all.map(({ sections }) => sections.map(({ material }) => material).join('')));

describe('the structure of a piece', () => {
  it('is any of the songs of four phrases where all voices find room', () => {
    expect(ordersOf(structures(16, 4))).toEqual(new Set(['ABCA', 'AABC']));
    const contrasts = [0, 0.5, 1].flatMap((contrast) => structures(16, 2, contrast));
    expect(ordersOf(contrasts)).toEqual(new Set(['AABA', 'ABCA', 'AABC']));
  });

  it('has something new in its second phrase where not all do: few would have half of a short piece', () => {
    for (const wanted of [5, 12])
      expect(ordersOf(structures(16, wanted))).toEqual(new Set(['ABCA']));
  });

  it.each([1, 3, 4, 5, 6, 8, 9, 12])(
    'exists for %d bars, however many voices want room',
    (bars) => {
      for (const wanted of [0, 3, 100])
        for (const structure of structures(bars, wanted)) {
          expect(structure.bars).toHaveLength(bars);
          expect(returnShare(structure)).toBeLessThanOrEqual(0.5);
        }
    },
  );
});
