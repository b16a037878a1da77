import { describe, expect, it } from 'vitest';
import {
  limitDensity,
  MOST_ONSETS_A_SECOND,
} from '../../../src/composition/density/limitDensity.js';
import type { Note } from '../../../src/music/note.js';

const FOUR_FOUR = { beats: 4, beatUnit: 4 };

/** A part that strikes the same chord at even distances. */
function ostinato(
  pitches: number[],
  { every = 480, bars = 4, from = 0, velocity = (_: number): number => 57 } = {},
): Note[] {
  const notes: Note[] = [];
  for (let startTicks = from; startTicks < bars * 1920; startTicks += every) {
    for (const pitch of pitches) {
      notes.push({ pitch, startTicks, durationTicks: every, velocity: velocity(startTicks) });
    }
  }
  return notes;
}

/** The most onsets in any second, both ends included; a chord of a part is one. */
function fullestSecond(parts: readonly (readonly Note[])[], tempoBpm: number): number {
  const onsets = parts
    .flatMap((notes) => [...new Set(notes.map(({ startTicks }) => startTicks))])
    .map((startTicks) => (startTicks / 480) * (60 / tempoBpm));
  return Math.max(
    0,
    ...onsets.map((from) => onsets.filter((at) => at >= from && at <= from + 1).length),
  );
}

const limit = (
  parts: readonly (readonly Note[])[],
  {
    shares = parts.map(() => 0.1),
    tempoBpm = 90,
    most,
    decoded,
  }: {
    shares?: number[];
    tempoBpm?: number;
    most?: number;
    decoded?: readonly (readonly Note[])[];
  } = {},
) =>
  limitDensity(parts, {
    decoded,
    shares,
    bars: 4,
    tempoBpm,
    timeSignature: FOUR_FOUR,
    mostOnsetsASecond: most,
  });

describe('limitDensity', () => {
  it.each([
    ['a grinder among chords', [ostinato([48, 55, 60]), ostinato([40, 41], { every: 60 })], 92],
    ['two grinders', [ostinato([48], { every: 80 }), ostinato([40, 41], { every: 80 })], 92],
    [
      'fifteen at once',
      Array.from({ length: 15 }, (_, i) => ostinato([40 + i], { every: 240 })),
      60,
    ],
    [
      'bars of less than a second',
      [ostinato([48, 52, 55], { every: 120 }), ostinato([60, 64, 67], { every: 240 })],
      290,
    ],
    ['a slow piece', [ostinato([48, 52, 55], { every: 20 }), ostinato([60])], 40],
  ])('keeps %s to twelve chords a second, and only leaves notes out', (_, parts, tempoBpm) => {
    expect(fullestSecond(parts, tempoBpm)).toBeGreaterThan(MOST_ONSETS_A_SECOND);
    const kept = limit(parts, { tempoBpm });
    expect(fullestSecond(kept, tempoBpm)).toBeLessThanOrEqual(12);
    for (const [i, notes] of kept.entries()) {
      expect(notes.length).toBeGreaterThan(0);
      expect(parts[i]).toEqual(expect.arrayContaining([...notes]));
    }
  });

  it('counts chords and not fingers', () => {
    const parts = [
      ostinato([36, 43, 48, 52, 55, 60, 64, 67], { every: 240 }),
      ostinato([72, 76, 79]),
    ];
    expect(limit(parts, { tempoBpm: 120 })).toEqual(parts);
  });

  it('never thins a turn, though onsets of others sound on or come early for the next bar', () => {
    const grinder = ostinato([40, 41], { every: 40, from: 1920, bars: 2 });
    const chords = ostinato([48, 55, 60], { every: 1920 }).filter(
      ({ startTicks }) => startTicks !== 1920,
    );
    const early = chords.map((note) =>
      note.startTicks === 3840 ? { ...note, startTicks: 3825 } : { ...note, durationTicks: 3840 },
    );
    const parts = [early, grinder];
    expect(fullestSecond(parts, 90)).toBeGreaterThan(18);
    expect(limit(parts)).toEqual(parts);
  });

  it.each([6, 20])('keeps to %d chords a second where that is asked for', (most) => {
    const parts = [ostinato([60], { every: 60 }), ostinato([72], { every: 240 })];
    const kept = limit(parts, { tempoBpm: 120, most });
    expect(fullestSecond(kept, 120)).toBeLessThanOrEqual(most);
    expect(fullestSecond(kept, 120)).toBeGreaterThan(most - 3);
  });

  it.each([
    [0.4, 0.02],
    [0.02, 0.4],
  ])(
    'takes as much from two parts, and the odd onset from the smaller: of %d and %d',
    (...shares) => {
      const parts = [72, 60].map((pitch) => ostinato([pitch], { every: 120, bars: 0.5 }));
      const kept = limit(parts, { shares, tempoBpm: 120, most: 11 }).map(({ length }) => length);
      expect(kept).toEqual(shares[0] === 0.4 ? [6, 5] : [5, 6]);
    },
  );

  it('leaves no part with less than half of its onsets while others of the second have more', () => {
    // Eight sixteenths of a small part among three large ones that strike all along.
    const short = ostinato([72], { every: 120, from: 1920, bars: 1.5 });
    const long = [48, 55, 60].map((pitch) => ostinato([pitch], { every: 160 }));
    const parts = [...long, short];
    const kept = limit(parts, { shares: [0.4, 0.4, 0.4, 0.001], tempoBpm: 120 });
    expect(fullestSecond(kept, 120)).toBeLessThanOrEqual(MOST_ONSETS_A_SECOND);
    expect(short).toHaveLength(8);
    expect(kept[3]?.length).toBeGreaterThanOrEqual(4);
  });

  it.each([
    [120, 240],
    [160, 160],
  ])('takes an equal share of dense and of sparse parts: every %d and %d ticks', (one, other) => {
    const parts = [ostinato([60], { every: one }), ostinato([72], { every: other })];
    const kept = limit(parts, { shares: [0.4, 0.001], tempoBpm: 120, most: 6 });
    const [ofOne, ofOther] = kept.map(({ length }, i) => length / (parts[i] as Note[]).length) as [
      number,
      number,
    ];
    expect(ofOne).toBeLessThan(0.9);
    expect(Math.abs(ofOne - ofOther)).toBeLessThanOrEqual(1 / 16);
  });

  it('takes somewhat more of a part with many onsets than of one with few', () => {
    const parts = [ostinato([60], { every: 60 }), ostinato([72], { every: 480 })];
    const kept = limit(parts, { tempoBpm: 120, most: 6 });
    const [many, few] = kept.map(({ length }, i) => length / (parts[i] as Note[]).length) as [
      number,
      number,
    ];
    expect(few - many).toBeGreaterThan(0.05);
    expect(few - many).toBeLessThan(0.25);
  });

  it('goes below half rather than beyond the most onsets, as little as possible, where all parts are alike', () => {
    const parts = [60, 64, 67, 72].map((pitch) => ostinato([pitch], { every: 120 }));
    const kept = limit(parts, { shares: [0.4, 0.001, 0.001, 0.001], tempoBpm: 120 });
    expect(fullestSecond(kept, 120)).toBeLessThanOrEqual(MOST_ONSETS_A_SECOND);
    for (const notes of kept) expect(notes.length / 64).toBeGreaterThan(0.25);
  });

  it('counts what was left out before as lost', () => {
    const decoded = [60, 72].map((pitch) => ostinato([pitch], { every: 120 }));
    const half = decoded[1]?.filter(({ startTicks }) => startTicks % 240 === 0) as Note[];
    const parts = [decoded[0] as Note[], half];
    const options = { shares: [0.4, 0.001], tempoBpm: 120, most: 10 };
    expect(limit(parts, options)[1]?.length).toBeLessThan(half.length);
    expect(limit(parts, { ...options, decoded })[1]).toEqual(half);
  });

  it('takes what stands between the divisions of the beat, the soft before the loud', () => {
    const isLoud = (startTicks: number) => startTicks % 480 === 360;
    const busy = ostinato([60], { every: 120, velocity: (at) => (isLoud(at) ? 90 : 50) });
    const [kept] = limit([busy, ostinato([72], { every: 240 })], { tempoBpm: 120, most: 11 });
    const countAt = (place: number) =>
      (kept ?? []).filter(({ startTicks }) => startTicks % 480 === place).length;
    expect([0, 240].map(countAt)).toEqual([16, 16]);
    expect(countAt(120)).toBeLessThan(countAt(360) / 2);
  });

  it('makes a burst shorter whose onsets are all alike', () => {
    const burst = [61, 71, 81, 91, 101, 111, 121, 131].flatMap((from) =>
      ostinato([40], { every: 1920, from, bars: 1 }),
    );
    const [, kept] = limit([ostinato([60], { bars: 1 }), burst], { tempoBpm: 120, most: 6 });
    expect(kept?.map(({ startTicks }) => startTicks)).toEqual([61, 71, 81, 91]);
  });

  it('leaves every part an onset where there are more parts than onsets allowed', () => {
    const parts = Array.from({ length: 15 }, (_, i) =>
      ostinato([40 + i], { every: 1920, bars: 1 }),
    );
    expect(limit(parts)).toEqual(parts);
  });

  it('takes one of the two onsets that a part has', () => {
    const parts = Array.from({ length: 15 }, (_, i) =>
      ostinato([40 + i], { every: 3840, from: 10 * i }),
    );
    const kept = limit(parts);
    expect(fullestSecond(kept, 90)).toBe(MOST_ONSETS_A_SECOND);
    expect(kept.every(({ length }) => length > 0)).toBe(true);
  });

  it('thins only the bars that are too full', () => {
    const machine = ostinato([40, 43], { every: 60, from: 5760 });
    const calm = ostinato([60, 67]);
    const [kept] = limit([calm, machine], { shares: [0.1, 0.4] });
    const calmBars = (notes: readonly Note[] = []) =>
      notes.filter(({ startTicks }) => startTicks < 5760);
    expect(calmBars(kept)).toEqual(calmBars(calm));
  });

  it('makes nothing of nothing', () => {
    expect(limit([[], []])).toEqual([[], []]);
  });
});
