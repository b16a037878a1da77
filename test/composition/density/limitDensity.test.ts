import { describe, expect, it } from 'vitest';
import { MOST_ONSETS_A_SECOND } from '../../src/composition/fullestSecond.js';
import { limitDensity } from '../../src/composition/limitDensity.js';
import type { Note } from '../../src/music/note.js';

const FOUR_FOUR = { beats: 4, beatUnit: 4 };

/** A part that strikes the same chord at even distances. */
function ostinato(pitches: number[], { every = 480, bars = 4, from = 0 } = {}): Note[] {
  const notes: Note[] = [];
  for (let startTicks = from; startTicks < bars * 1920; startTicks += every) {
    for (const pitch of pitches) {
      notes.push({ pitch, startTicks, durationTicks: every, velocity: 57 });
    }
  }
  return notes;
}

/** The most onsets in any second of the piece, both ends included. */
function fullestSecond(parts: readonly (readonly Note[])[], tempoBpm: number): number {
  const onsets = parts.flat().map(({ startTicks }) => (startTicks / 480) * (60 / tempoBpm));
  return Math.max(
    0,
    ...onsets.map((from) => onsets.filter((at) => at >= from && at <= from + 1).length),
  );
}

const limit = (parts: Note[][], { shares = parts.map(() => 0.1), tempoBpm = 90, bars = 4 } = {}) =>
  limitDensity(parts, { shares, tempoBpm, bars, timeSignature: FOUR_FOUR });

describe('limitDensity', () => {
  it.each([
    ['a grinder', [ostinato([40, 41, 43], { every: 60 })], 132],
    ['a grinder among chords', [ostinato([48, 55, 60, 64]), ostinato([40, 41], { every: 80 })], 92],
    [
      'fifteen at once',
      Array.from({ length: 15 }, (_, i) => ostinato([40 + i], { every: 240 })),
      60,
    ],
    ['bars of less than a second', [ostinato([48, 52, 55]), ostinato([60, 64, 67])], 290],
    ['a slow piece', [ostinato([48, 52, 55], { every: 20 }), ostinato([60])], 40],
  ])('keeps %s to twelve onsets a second', (_, parts, tempoBpm) => {
    expect(fullestSecond(parts, tempoBpm)).toBeGreaterThan(MOST_ONSETS_A_SECOND);
    const kept = limit(parts, { tempoBpm });
    expect(fullestSecond(kept, tempoBpm)).toBeLessThanOrEqual(MOST_ONSETS_A_SECOND);
    for (const [i, notes] of kept.entries())
      expect(parts[i]).toEqual(expect.arrayContaining([...notes]));
  });

  it('leaves alone what is not too much', () => {
    const parts = [ostinato([48, 55, 60, 64]), ostinato([72], { every: 240 })];
    expect(limit(parts, { tempoBpm: 60 })).toEqual(parts);
  });

  it('takes inner voices before it takes a beat from anyone', () => {
    const chords = ostinato([48, 52, 55, 60, 64]);
    const melody = ostinato([79], { every: 240 });
    const [first, second] = limit([chords, melody], { tempoBpm: 92 });
    expect(second).toEqual(melody);
    const onsets = new Set(first?.map(({ startTicks }) => startTicks));
    expect(onsets.size).toBe(16);
    expect(new Set(first?.map(({ pitch }) => pitch))).toEqual(new Set([48, 60, 64]));
  });

  it.each([
    [0.4, 0.02],
    [0.02, 0.4],
  ])('shares a full second out by area: to %d and %d', (...shares) => {
    const parts = [72, 60].map((pitch) => ostinato([pitch], { every: 120 }));
    const kept = limit(parts, { shares, tempoBpm: 120 });
    const [large, small] = shares[0] === 0.4 ? [0, 1] : [1, 0];
    expect(kept[large]).toEqual(parts[large]);
    // Even the smallest keeps a pulse.
    expect(kept[small]?.map(({ startTicks }) => startTicks % 480)).toEqual(Array(16).fill(0));
  });

  it('thins only the bars that are too full', () => {
    const machine = ostinato([40, 43], { every: 60 }).filter(
      ({ startTicks }) => startTicks >= 5760,
    );
    const calm = ostinato([60, 67]);
    const [kept] = limit([calm, machine], { shares: [0.1, 0.4] });
    expect(kept?.filter(({ startTicks }) => startTicks < 3840)).toEqual(
      calm.filter(({ startTicks }) => startTicks < 3840),
    );
  });

  it('makes nothing of nothing', () => {
    expect(limit([[], []])).toEqual([[], []]);
  });
});
