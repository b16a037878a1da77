import { describe, expect, it } from 'vitest';
import { commonTempo, planPiece, stretchBetween } from '../../src/composition/planPiece.js';
import { makePlayer } from './players.js';

describe('commonTempo', () => {
  it.each([
    ['one object keeps its own', [{ tempoBpm: 73 }], 73],
    ['equal objects meet in the middle', [{ tempoBpm: 80 }, { tempoBpm: 100 }], 89],
    ['double tempo is the same pulse', [{ tempoBpm: 60 }, { tempoBpm: 120 }], 60],
    ['a large object pulls harder', [{ tempoBpm: 80, areaShare: 0.9 }, { tempoBpm: 100 }], 82],
  ])('%s', (_, players, expected) => {
    expect(commonTempo(players.map((player, i) => makePlayer(`p${i}`, player)))).toBe(expected);
  });
});

describe('stretchBetween', () => {
  it.each([
    [60, 60, 1],
    [60, 112, 2],
    [60, 84, 1],
    [60, 86, 2],
    [120, 62, 0.5],
    [30, 280, 4],
  ])('a decoder at %d in a piece at %d is stretched by %d', (own, piece, stretch) => {
    expect(stretchBetween(own, piece)).toBe(stretch);
  });
});

describe('planPiece', () => {
  it('lets the largest object play throughout and a quarter of its size half of the piece', () => {
    const players = [0.4, 0.1].map((areaShare, i) => makePlayer(`p${i}`, { areaShare }));
    const { parts } = planPiece(players, { bars: 32 });
    expect(parts[0]).toMatchObject({ fromBar: 0, toBar: 32 });
    expect((parts[1]?.toBar ?? 0) - (parts[1]?.fromBar ?? 0)).toBe(16);
  });

  it.each([1, 3, 4, 16, 128])('keeps every part inside a piece of %d bars', (bars) => {
    const players = Array.from({ length: 15 }, (_, i) =>
      makePlayer(`p${i}`, { areaShare: 0.5 / 2 ** i, tempoBpm: 50 + 11 * i }),
    );
    const { parts } = planPiece(players, { bars });
    for (const part of parts) {
      expect(part.fromBar).toBeGreaterThanOrEqual(0);
      expect(part.toBar).toBeLessThanOrEqual(bars);
      expect(part.toBar - part.fromBar).toBeGreaterThanOrEqual(Math.min(4, bars));
    }
  });

  it('asks each decoder for as much as its bars hold in its own time', () => {
    const players = [
      makePlayer('table', { tempoBpm: 120, beats: 3 }),
      makePlayer('clock', { tempoBpm: 60 }),
    ];
    const plan = planPiece(players, { bars: 8, tempoBpm: 120 });
    expect(plan.timeSignature).toEqual({ beats: 3, beatUnit: 4 });
    expect(plan.parts.map((part) => [part.stretch, part.phraseTicks])).toEqual([
      [1, 8 * 1440],
      [2, 4 * 1440],
    ]);
  });
});
