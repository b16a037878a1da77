import { describe, expect, it } from 'vitest';
import { APART_GAIN } from '../../../src/studio/page/engine/auditionPiece.js';
import type { PlayablePiece } from '../../../src/studio/page/engine/playablePiece.js';
import { openMasterGain } from '../../../src/studio/page/engine/worklet/masterGain.js';

const piece = (id: number, gain: number) => ({ id, gain }) as PlayablePiece;
const playing = (id: number) => ({ piece: id, isPlaying: true, isApart: false, isLive: false });

describe('the gain of all that sounds', () => {
  it('is the piece’s at once where it begins, and comes to another’s in small steps', () => {
    const { keep, settle, advance } = openMasterGain();
    keep(piece(1, 8));
    settle(playing(1));
    expect(advance(playing(1))).toBe(8);
    keep(piece(2, 2));
    const steps = Array.from({ length: 100 }, () => advance(playing(2)));
    for (const [i, gain] of steps.entries()) {
      expect((i === 0 ? 8 : (steps[i - 1] as number)) - gain).toBeLessThan(0.61);
    }
    expect(steps.at(-1)).toBeCloseTo(2, 3);
  });

  it.each([
    ['an audition', { ...playing(1), isApart: true }, APART_GAIN],
    [
      'a keyboard while the room is silent',
      { ...playing(1), isPlaying: false, isLive: true },
      APART_GAIN,
    ],
    ['the room, where a keyboard was played before', { ...playing(1), isLive: true }, 8],
    ['a room that pauses', { ...playing(1), isPlaying: false }, 8],
  ])('is that of %s', (_, sounding, expected) => {
    const { keep, settle, advance } = openMasterGain();
    keep(piece(1, 8));
    settle(sounding);
    expect(advance(sounding)).toBeCloseTo(expected, 9);
  });

  it('stays as it is for a piece that others pushed out while it plays on', () => {
    const { keep, settle, advance } = openMasterGain();
    keep(piece(1, 8));
    settle(playing(1));
    for (let id = 2; id < 20; id++) keep(piece(id, 1));
    expect(advance(playing(1))).toBe(8);
  });
});
