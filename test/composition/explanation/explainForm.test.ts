import { describe, expect, it } from 'vitest';
import { explainForm } from '../../../src/composition/explanation/explainForm.js';
import { openHarmony } from '../../../src/composition/harmony/harmonyOfPiece.js';
import type { PlayedPart } from '../../../src/composition/playing/playedPart.js';
import { A_MINOR, formOf, plannedPart, planOf } from '../plans.js';

const form = {
  ...formOf([0, 1, 2, 3, 0, 1, 2, 4], { 3: 'half', 4: 'full' }),
  sections: [
    { material: 'A', fromBar: 0, bars: 4, variation: 0 },
    { material: 'A', fromBar: 4, bars: 4, variation: 1 },
  ],
  casts: [[0, 1, 3, 4], [2], [1, 4]],
  holds: [[2], [], []],
};
const parts = [
  plannedPart('table', {
    passages: [
      [0, 2],
      [3, 2],
    ],
    holds: [2],
  }),
  plannedPart('grinder', { passages: [[2, 1]] }),
  plannedPart('bed', {
    passages: [
      [1, 1],
      [4, 1],
    ],
  }),
];

describe('explainForm', () => {
  it('says of each bar where it was first, who plays in it and who has the turn', () => {
    const plan = planOf(parts, { form, key: A_MINOR });
    const { key, sections, bars } = explainForm({ plan, parts: [], harmony: openHarmony(plan) });
    expect(key).toEqual({ tonic: 9, mode: 'minor', leader: 'table' });
    expect(sections).toEqual([
      { letter: 'A', fromBar: 1, bars: 4, returns: false },
      { letter: 'A', fromBar: 5, bars: 4, returns: true },
    ]);
    expect(bars.map(({ bar, first }) => [bar, first])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 4],
      [5, 1],
      [6, 2],
      [7, 3],
      [8, 8],
    ]);
    expect(bars[1]?.plays).toEqual(['table', 'bed']);
    expect(bars[2]).toMatchObject({ plays: ['grinder'], holds: ['table'], turn: true });
    expect(bars.filter(({ turn }) => turn).map(({ bar }) => bar)).toEqual([3, 7]);
    // Only cadences stand before a part has laid anything down: the dominant, and at the end the tonic.
    expect(bars[0]?.triads).toEqual([null, null]);
    expect(bars[3]?.triads[1]).toBe('E');
    expect(bars[7]?.triads).toEqual(['Am', 'Am']);
  });

  it('knows neither key nor triads where each part keeps its own', () => {
    const plan = { ...planOf(parts, { form }), commonKey: undefined };
    const { key, bars } = explainForm({ plan, parts: [], harmony: openHarmony(plan) });
    expect(key).toBeUndefined();
    expect(bars.every(({ triads }) => triads.length === 0)).toBe(true);
  });
});

describe('the answers of a piece', () => {
  it('are said in the order of the bars, with whose motif each has', () => {
    const plan = planOf(parts, { form, key: A_MINOR });
    const motif = {
      fromStep: 0,
      events: [
        { step: 0, pitches: [60] },
        { step: 6, pitches: [62] },
      ],
    };
    const [table, grinder, bed] = parts.map((part) => ({
      ...part,
      phrase: { notes: [], lengthTicks: 1, events: [], latents: [] },
      bars: [],
      motifs: [] as PlayedPart['motifs'],
    })) as unknown as [PlayedPart, PlayedPart, PlayedPart];
    const played = [
      table,
      {
        ...grinder,
        motifs: [
          { ...motif, kind: 'canon', bar: 6, delayTicks: 960, model: { part: 'table', bar: 6 } },
        ],
      },
      {
        ...bed,
        motifs: [
          { ...motif, kind: 'answer', bar: 1, delayTicks: 0, model: { part: 'table', bar: 0 } },
        ],
      },
    ] satisfies PlayedPart[];
    const { answers } = explainForm({ plan, parts: played, harmony: openHarmony(plan) });
    expect(answers).toEqual([
      { kind: 'answer', voice: 'bed', bar: 2, of: 'table', ofBar: 1, delayQuarters: 0, events: 2 },
      {
        kind: 'canon',
        voice: 'grinder',
        bar: 7,
        of: 'table',
        ofBar: 7,
        delayQuarters: 2,
        events: 2,
      },
    ]);
  });
});
