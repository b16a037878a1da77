import { describe, expect, it } from 'vitest';
import { ringThroughSilence } from '../../src/composition/ringThroughSilence.js';
import type { Note } from '../../src/music/note.js';

const note = (pitch: number, startTicks: number, durationTicks = 240): Note => ({
  pitch,
  startTicks,
  durationTicks,
  velocity: 57,
});
const piece = { bars: 4, timeSignature: { beats: 4, beatUnit: 4 } };
const times = (parts: Note[][]) =>
  ringThroughSilence(parts, piece).map((notes) =>
    notes.map((n) => [n.startTicks, n.durationTicks]),
  );

describe('ringThroughSilence', () => {
  it('lets the last stroke ring through the bars in which nothing would sound', () => {
    const slow = [note(40, 0), note(47, 100), note(52, 100), note(60, 6000)];
    expect(times([slow, []])).toEqual([
      [
        [0, 240],
        [100, 5660],
        [100, 5660],
        [6000, 240],
      ],
      [],
    ]);
  });

  it('lets whoever played last ring, the larger of two', () => {
    expect(times([[note(60, 5000)], [note(50, 5000, 99)], [note(40, 10, 5000)]])).toEqual([
      [[5000, 2680]],
      [[5000, 99]],
      [[10, 5000]],
    ]);
  });

  it('leaves silence within a bar, and a bar into which something sounds', () => {
    const notes = [note(60, 0), note(60, 1900, 21), note(62, 4000), note(64, 7000)];
    expect(times([notes])).toEqual([notes.map((n) => [n.startTicks, n.durationTicks])]);
  });

  it('cannot help a piece of nothing', () => {
    expect(times([[], []])).toEqual([[], []]);
  });
});
