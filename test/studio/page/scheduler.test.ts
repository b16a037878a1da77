import { describe, expect, it } from 'vitest';
import type { TimedMessage } from '../../../src/output/midiBytes.js';
import { packMessages } from '../../../src/studio/page/engine/packedMessages.js';
import type { PlayablePiece } from '../../../src/studio/page/engine/playablePiece.js';
import { openScheduler } from '../../../src/studio/page/engine/scheduler.js';

const on = (pitch: number) => [0x90, pitch, 80];
const off = (pitch: number) => [0x80, pitch, 0];
const program = (number: number) => [0xc0, number];

/** Two bars of 100 ticks, 100 ticks a second; a note of half a bar on each bar, unless others are given. */
function pieceOf(
  id: number,
  {
    bars = 2,
    pitch = 60 + id,
    messages,
  }: { bars?: number; pitch?: number; messages?: readonly TimedMessage[] } = {},
): PlayablePiece {
  return {
    id,
    ticksPerSecond: 100,
    barTicks: 100,
    lengthTicks: 100 * bars,
    gain: 1,
    setup: [program(id)],
    keys: [],
    messages: packMessages(
      messages ??
        Array.from({ length: bars }, (_, bar) => [
          { ticks: 100 * bar, bytes: on(pitch) },
          { ticks: 100 * bar + 50, bytes: off(pitch) },
        ]).flat(),
    ),
  };
}

describe('the scheduler', () => {
  it('says what is due as time passes, and stops at the end, back at the start', () => {
    const scheduler = openScheduler();
    expect(scheduler.load(pieceOf(1))).toEqual([program(1)]);
    expect(scheduler.advance(1)).toEqual([]);
    expect(scheduler.play()).toEqual([program(1)]);
    expect(scheduler.advance(0.4)).toEqual([on(61)]);
    expect(scheduler.place()).toEqual({ piece: 1, ticks: 40, isPlaying: true });
    expect(scheduler.advance(0.2)).toEqual([off(61)]);
    expect(scheduler.advance(0.5)).toEqual([on(61)]);
    expect(scheduler.advance(5)).toEqual([off(61)]);
    expect(scheduler.place()).toEqual({ piece: 1, ticks: 0, isPlaying: false });
    expect(scheduler.play()).toEqual([program(1)]);
    expect(scheduler.advance(0.1)).toEqual([on(61)]);
  });

  it('says each message once, in whatever steps time passes', () => {
    const steps = [0.0029, 0.013, 0.5, 0.77];
    const heard = steps.map((step) => {
      const scheduler = openScheduler();
      scheduler.load(pieceOf(1, { bars: 4 }));
      scheduler.play();
      const due = [];
      while (scheduler.place().isPlaying) due.push(...scheduler.advance(step));
      return due;
    });
    for (const due of heard) {
      expect(due).toEqual(Array.from({ length: 4 }, () => [on(61), off(61)]).flat());
    }
  });

  it('begins again where it repeats, and does not stop', () => {
    const scheduler = openScheduler();
    scheduler.load(pieceOf(1, { bars: 1 }));
    scheduler.repeat(true);
    scheduler.play();
    expect(scheduler.advance(2.2)).toEqual([on(61), off(61), on(61), off(61), on(61)]);
    expect(scheduler.place()).toMatchObject({ isPlaying: true });
    expect(scheduler.place().ticks).toBeCloseTo(20);
  });

  it('lets go of what sounds where it pauses, and goes on from there', () => {
    const scheduler = openScheduler();
    scheduler.load(pieceOf(1));
    scheduler.play();
    scheduler.advance(0.25);
    expect(scheduler.pause()).toEqual([off(61)]);
    expect(scheduler.advance(1)).toEqual([]);
    expect(scheduler.place().ticks).toBeCloseTo(25);
    scheduler.play();
    expect(scheduler.advance(0.8)).toEqual([off(61), on(61)]);
  });

  it.each([
    [120, 120, [off(61)]],
    [-7, 0, [on(61), off(61), on(61), off(61)]],
    [1e9, 200, []],
  ])('goes to tick %s', (to, place, after) => {
    const scheduler = openScheduler();
    scheduler.load(pieceOf(1));
    scheduler.play();
    scheduler.advance(0.25);
    expect(scheduler.seek(to)).toEqual([off(61)]);
    expect(scheduler.place().ticks).toBe(place);
    expect(scheduler.advance(10)).toEqual(after);
  });

  it('takes another piece from the next bar on, and lets go of what the one before held', () => {
    const scheduler = openScheduler();
    const held = [
      { ticks: 0, bytes: on(40) },
      { ticks: 190, bytes: off(40) },
    ];
    scheduler.load(pieceOf(1, { bars: 4, messages: held }));
    scheduler.play();
    expect(scheduler.advance(0.3)).toEqual([on(40)]);
    expect(scheduler.load(pieceOf(2, { bars: 4 }))).toEqual([]);
    expect(scheduler.place().piece).toBe(1);
    expect(scheduler.advance(0.69)).toEqual([]);
    expect(scheduler.advance(0.02)).toEqual([off(40), program(2), on(62)]);
    expect(scheduler.place().piece).toBe(2);
    expect(scheduler.place().ticks).toBeCloseTo(101);
  });

  it('takes only the last of several pieces that come within a bar', () => {
    const scheduler = openScheduler();
    scheduler.load(pieceOf(1));
    scheduler.play();
    scheduler.advance(0.6);
    for (const id of [2, 3, 4]) scheduler.load(pieceOf(id));
    expect(scheduler.advance(0.5)).toEqual([program(4), on(64)]);
  });

  it('waits for the bar after, where the samples of a piece are not there yet', () => {
    let isReady = false;
    const scheduler = openScheduler(() => isReady);
    scheduler.load(pieceOf(1, { bars: 4 }));
    scheduler.play();
    scheduler.advance(0.6);
    scheduler.load(pieceOf(2, { bars: 4 }));
    expect(scheduler.advance(1)).toEqual([on(61), off(61)]);
    isReady = true;
    expect(scheduler.advance(0.5)).toEqual([program(2), on(62)]);
  });

  it('begins a shorter piece from the start, where its bars are over', () => {
    const scheduler = openScheduler();
    scheduler.load(pieceOf(1, { bars: 8 }));
    scheduler.play();
    scheduler.advance(5.5);
    scheduler.load(pieceOf(2, { bars: 2 }));
    scheduler.advance(0.6);
    expect(scheduler.place()).toMatchObject({ piece: 2, isPlaying: true });
    expect(scheduler.place().ticks).toBeCloseTo(10);
  });

  it('takes another piece at once where it is paused, in the same bar', () => {
    const scheduler = openScheduler();
    scheduler.load(pieceOf(1));
    scheduler.play();
    scheduler.advance(1.3);
    scheduler.pause();
    expect(scheduler.load(pieceOf(2))).toEqual([program(2)]);
    expect(scheduler.place()).toEqual({ piece: 2, ticks: 100, isPlaying: false });
  });
});
