import { describe, expect, it } from 'vitest';
import { ringOn } from '../../src/composition/ringOn.js';
import type { Note } from '../../src/music/note.js';

const note = (pitch: number, startTicks: number, durationTicks = 240): Note => ({
  pitch,
  startTicks,
  durationTicks,
  velocity: 57,
});
const piece = { bars: 4, timeSignature: { beats: 4, beatUnit: 4 } };
const times = (parts: Note[][]) =>
  ringOn(parts, piece).map((notes) => notes.map((n) => [n.startTicks, n.durationTicks]));

describe('ringOn', () => {
  it('lets the last stroke ring through the bars in which nothing would sound', () => {
    const slow = [note(40, 0), note(47, 100), note(52, 100), note(60, 6000)];
    expect(times([slow, []])).toEqual([
      [
        [0, 240],
        [100, 5660],
        [100, 5660],
        [6000, 1680],
      ],
      [],
    ]);
  });

  it('lets whoever strikes in the last bar ring until its end', () => {
    const sustained = note(40, 0, 5760);
    expect(
      times([[sustained, note(60, 6000), note(64, 7000)], [note(50, 5770)], [note(70, 5000)]]),
    ).toEqual([
      [
        [0, 5760],
        [6000, 240],
        [7000, 680],
      ],
      [[5770, 1910]],
      [[5000, 240]],
    ]);
  });

  it('lets whoever struck last ring until the end, the larger of two, if nobody strikes in the last bar', () => {
    expect(times([[note(60, 5000)], [note(50, 5000, 99)], [note(40, 10, 5000)]])).toEqual([
      [[5000, 2680]],
      [[5000, 99]],
      [[10, 5000]],
    ]);
  });

  it('leaves silence within a bar, and a bar into which something sounds', () => {
    const notes = [note(60, 0), note(60, 1900, 21), note(62, 4000), note(64, 7000, 680)];
    expect(times([notes])).toEqual([notes.map((n) => [n.startTicks, n.durationTicks])]);
  });

  it('cannot help a piece of nothing', () => {
    expect(times([[], []])).toEqual([[], []]);
  });
});
