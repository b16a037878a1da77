import { describe, expect, it } from 'vitest';
import { planPiece } from '../../src/composition/planPiece.js';
import { makePlayer } from './players.js';

describe('planPiece', () => {
  it('takes tempo and metre from all, weighted by area, and the tempo that it is given', () => {
    const players = [
      makePlayer('table', { tempoBpm: 80, areaShare: 0.4 }),
      makePlayer('bed', { tempoBpm: 100, areaShare: 0.3, beats: 3 }),
      makePlayer('sink', { tempoBpm: 100, areaShare: 0.2, beats: 3 }),
    ];
    expect(planPiece(players, { bars: 8 })).toMatchObject({
      tempoBpm: 91,
      timeSignature: { beats: 3, beatUnit: 4 },
      bars: 8,
    });
    expect(planPiece(players, { bars: 8, tempoBpm: 131 }).tempoBpm).toBe(131);
  });

  it('keeps the seconds of an object without a beat, and lets the others decide tempo and metre', () => {
    const players = [
      makePlayer('wind', { tempoBpm: null, beats: 4, areaShare: 0.6 }),
      makePlayer('table', { tempoBpm: 87, beats: 3, areaShare: 0.2 }),
    ];
    const { tempoBpm, timeSignature, parts } = planPiece(players, { bars: 8 });
    expect([tempoBpm, timeSignature]).toEqual([87, { beats: 3, beatUnit: 4 }]);
    const [wind] = parts;
    expect(wind?.stretch).toBeCloseTo(87 / 120);
    // Eight bars of three quarters at 87 are 16.55 s: nine bars of 4/4 at 120, its own, hold them.
    expect(wind?.phraseTicks).toBe(9 * 1920);
  });

  it('asks each decoder for as much as its entrances hold in its own time, in whole bars of its own', () => {
    const players = [
      makePlayer('table', { tempoBpm: 120, beats: 4, areaShare: 0.4 }),
      makePlayer('clock', { tempoBpm: 60, areaShare: 0.1 }),
      makePlayer('bed', { tempoBpm: 120, beats: 3, areaShare: 0.1 }),
    ];
    const { parts } = planPiece(players, { bars: 16, tempoBpm: 120 });
    expect(parts.map((part) => part.entrances.map(({ bars }) => bars))).toEqual([
      [16],
      [4, 4],
      [4, 4],
    ]);
    expect(parts.map((part) => [part.stretch, part.phraseTicks])).toEqual([
      [1, 16 * 1920],
      [2, 2 * 2 * 1920],
      [1, 2 * 6 * 1440],
    ]);
  });
});
