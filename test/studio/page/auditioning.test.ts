import { describe, expect, it } from 'vitest';
import { openAuditioningScheduler } from '../../../src/studio/page/engine/auditioning.js';
import { auditionPiece } from '../../../src/studio/page/engine/auditionPiece.js';
import { packMessages } from '../../../src/studio/page/engine/packedMessages.js';
import type { PlayablePiece } from '../../../src/studio/page/engine/playablePiece.js';

const on = (pitch: number) => [0x90, pitch, 80];
const off = (pitch: number) => [0x80, pitch, 0];
const program = (number: number) => [0xc0, number];

/** So many seconds in one bar, with a note from its start to its end. */
function pieceOf(id: number, { seconds = 1 } = {}): PlayablePiece {
  const lengthTicks = 100 * seconds;
  return {
    id,
    ticksPerSecond: 100,
    barTicks: lengthTicks,
    lengthTicks,
    gain: 1,
    setup: [program(id)],
    keys: [],
    messages: packMessages([
      { ticks: 0, bytes: on(60 + id) },
      { ticks: lengthTicks, bytes: off(60 + id) },
    ]),
  };
}

/** A room's piece of ten seconds that plays since half a second. */
function playing() {
  const scheduler = openAuditioningScheduler();
  scheduler.load(pieceOf(1, { seconds: 10 }));
  scheduler.play();
  scheduler.advance(0.5);
  return scheduler;
}

describe('the scheduler with an audition', () => {
  it('pauses the piece, plays the audition, and goes on with the piece where it was', () => {
    const scheduler = playing();
    expect(scheduler.audition(pieceOf(2), false)).toEqual([off(61)]);
    expect(scheduler.auditioned()).toEqual({ piece: 2, ticks: 0, isPlaying: true });
    expect(scheduler.advance(0.4)).toEqual([program(2), on(62)]);
    expect(scheduler.place()).toMatchObject({ ticks: 50, isPlaying: false });
    expect(scheduler.auditioned()).toMatchObject({ piece: 2, ticks: 40 });
    expect(scheduler.advance(0.7)).toEqual([off(62), program(1)]);
    expect(scheduler.auditioned()).toBeUndefined();
    expect(scheduler.place()).toMatchObject({ ticks: 50, isPlaying: true });
  });

  it('leaves a piece paused that was paused', () => {
    const scheduler = playing();
    scheduler.pause();
    scheduler.audition(pieceOf(2), false);
    scheduler.advance(0.5);
    expect(scheduler.endAudition()).toEqual([off(62)]);
    expect(scheduler.place()).toMatchObject({ ticks: 50, isPlaying: false });
    expect(scheduler.advance(1)).toEqual([]);
  });

  it('is heard where no piece is loaded', () => {
    const scheduler = openAuditioningScheduler();
    scheduler.audition(pieceOf(2), false);
    expect(scheduler.advance(2)).toEqual([program(2), on(62), off(62)]);
    expect(scheduler.endAudition()).toEqual([]);
  });

  it('gives the piece back after the last of several auditions, each in place of the one before', () => {
    const scheduler = playing();
    scheduler.audition(pieceOf(2), false);
    scheduler.advance(0.5);
    expect(scheduler.audition(pieceOf(3), false)).toEqual([off(62)]);
    expect(scheduler.advance(0.5)).toEqual([program(3), on(63)]);
    expect(scheduler.endAudition()).toEqual([off(63), program(1)]);
    expect(scheduler.place()).toMatchObject({ ticks: 50, isPlaying: true });
  });

  it('follows without a gap where the next one is to, and at once where none sounds', () => {
    const scheduler = playing();
    scheduler.audition(pieceOf(2), true);
    scheduler.advance(0.9);
    expect(scheduler.audition(pieceOf(3), true)).toEqual([]);
    expect(scheduler.advance(0.2)).toEqual([off(62), program(3), on(63)]);
    expect(scheduler.auditioned()?.piece).toBe(3);
    expect(scheduler.auditioned()?.ticks).toBeCloseTo(10);
  });

  it('waits for its samples with the piece paused', () => {
    let isReady = false;
    const scheduler = openAuditioningScheduler(() => isReady);
    scheduler.audition(pieceOf(2), false);
    expect(scheduler.advance(1)).toEqual([]);
    isReady = true;
    expect(scheduler.advance(0.1)).toEqual([program(2), on(62)]);
  });

  it.each(['play', 'pause'] as const)('ends where the piece is told to %s', (told) => {
    const scheduler = playing();
    scheduler.audition(pieceOf(2), false);
    scheduler.advance(0.5);
    expect(scheduler[told]()[0]).toEqual(off(62));
    expect(scheduler.auditioned()).toBeUndefined();
    expect(scheduler.place()).toMatchObject({ ticks: 50, isPlaying: told === 'play' });
  });

  it('takes another piece of the room meanwhile without a word, and tells the channels of it after', () => {
    const scheduler = playing();
    scheduler.audition(pieceOf(2), false);
    scheduler.advance(0.5);
    expect(scheduler.load(pieceOf(4, { seconds: 10 }))).toEqual([]);
    expect(scheduler.seek(300)).toEqual([]);
    expect(scheduler.endAudition()).toEqual([off(62), program(4)]);
    expect(scheduler.place()).toEqual({ piece: 4, ticks: 300, isPlaying: true });
  });
});

describe('notes as an audition', () => {
  it('lasts to the end of its last note, unless it is said how long', () => {
    const notes = [60, 0, 480, 80, 64, 240, 1000, 90];
    const piece = auditionPiece(notes, { program: 11, tempoBpm: 90, id: 3 });
    expect(piece).toMatchObject({ id: 3, ticksPerSecond: 720, lengthTicks: 1240, barTicks: 1240 });
    expect(piece.keys).toEqual([
      [11, 60],
      [11, 64],
    ]);
    expect(
      auditionPiece(notes, { program: 11, tempoBpm: 90, id: 3, lengthTicks: 1920 }).lengthTicks,
    ).toBe(1920);
    expect(auditionPiece([], { program: 0, tempoBpm: 90, id: 4 }).lengthTicks).toBe(1);
  });
});
