import { describe, expect, it } from 'vitest';
import { cutPassages } from '../../src/composition/passages.js';
import type { PiecePlan, PlannedPart } from '../../src/composition/planPiece.js';
import type { Note } from '../../src/music/note.js';
import { makePlayer } from './players.js';

const note = (pitch: number, startTicks: number, durationTicks = 240): Note => ({
  pitch,
  startTicks,
  durationTicks,
  velocity: 57,
});

/** A part with entrances of so many bars each, in a piece in 4/4. */
function planned(
  bars: readonly number[],
  {
    stretch = 1,
    beats = 4,
    tempoBpm = 90,
  }: { stretch?: number; beats?: number; tempoBpm?: number | null } = {},
) {
  const entrances = bars.map((length) => ({ bars: length, earliestBar: 0, latestBar: length }));
  const part: PlannedPart = {
    ...makePlayer('cup', { beats, tempoBpm }),
    entrances,
    stretch,
    phraseTicks: 0,
  };
  const timeSignature = { beats: 4, beatUnit: 4 };
  const plan: PiecePlan = { tempoBpm: 90, timeSignature, bars: 16, parts: [part] };
  return { plan, part };
}

const cut = (notes: Note[], where: ReturnType<typeof planned>) =>
  cutPassages({ notes, lengthTicks: 99_999 }, where).map(({ notes, bars }) => [
    bars,
    ...notes.map((n) => [n.pitch, n.startTicks, n.durationTicks]),
  ]);

describe('cutPassages', () => {
  it('cuts a phrase at bar lines and ends there what would sound on', () => {
    const notes = [note(60, 0), note(61, 1800, 960), note(62, 1920), note(63, 5700)];
    expect(cut(notes, planned([1, 2]))).toEqual([
      [1, [60, 0, 240], [61, 1800, 120]],
      [2, [62, 0, 240], [63, 3780, 60]],
    ]);
  });

  it('keeps the seconds of a phrase without a beat', () => {
    // 0.75 s and 2.5 s at 120, in a piece at 90: 540 and 1800 ticks; its own bars do not count.
    const notes = [note(60, 720, 480), note(61, 2400, 480)];
    const free = planned([2], { stretch: 90 / 120, tempoBpm: null });
    expect(cut(notes, free)).toEqual([[2, [60, 540, 360], [61, 1800, 360]]]);
    const late = planned([3], { stretch: 90 / 120, tempoBpm: null });
    // What begins in the second bar of the piece begins in the first, so many whole bars of the piece earlier.
    expect(cut([note(60, 2880, 480)], late)).toEqual([[3, [60, 240, 360]]]);
  });

  it('gives a hand that came early to the bar that it was meant for', () => {
    expect(cut([note(60, 0), note(61, 1907, 480)], planned([1, 1]))).toEqual([
      [1, [60, 0, 240]],
      [1, [61, 0, 480]],
    ]);
  });

  it('lets a part in another metre start each entrance at a bar line of its own', () => {
    const waltz = Array.from({ length: 6 }, (_, bar) => note(60 + bar, bar * 1440));
    // Two bars of the piece hold two and two thirds of the waltz's: its fourth begins the next entrance.
    expect(cut(waltz, planned([2, 2], { beats: 3 }))).toEqual([
      [2, [60, 0, 240], [61, 1440, 240], [62, 2880, 240]],
      [2, [63, 0, 240], [64, 1440, 240], [65, 2880, 240]],
    ]);
  });

  it('lets whoever enters be heard in its first bar, at its place in the bar', () => {
    const notes = [note(60, 2 * 1920 + 480), note(61, 3 * 1920), note(62, 5 * 1920 + 960)];
    expect(cut(notes, planned([4, 4]))).toEqual([
      [4, [60, 480, 240], [61, 1920, 240]],
      [4, [62, 960, 240]],
    ]);
    const waltz = [note(60, 1440 + 480), note(61, 3 * 1440)];
    expect(cut(waltz, planned([4], { beats: 3 }))).toEqual([[4, [60, 480, 240], [61, 2880, 240]]]);
  });

  it('plays at the stretch of the part', () => {
    expect(cut([note(60, 480), note(61, 1920)], planned([2, 2], { stretch: 2 }))).toEqual([
      [2, [60, 960, 480]],
      [2, [61, 0, 480]],
    ]);
  });

  it('lets an object that would rest throughout start with its first note', () => {
    expect(cut([note(60, 1200), note(62, 1440)], planned([1], { stretch: 2 }))).toEqual([
      [1, [60, 0, 480], [62, 480, 480]],
    ]);
    expect(cut([], planned([1]))).toEqual([[1]]);
  });

  it('keeps whatever else a note carries', () => {
    const marked = { ...note(60, 3), event: 17 };
    const [passage] = cutPassages({ notes: [marked], lengthTicks: 1920 }, planned([1]));
    expect(passage?.notes).toEqual([marked]);
  });
});
