import { describe, expect, it } from 'vitest';
import { closeTogether, extendToEnd, openAtOnce } from '../../src/composition/openAndClose.js';
import type { Note } from '../../src/music/note.js';

const note = (pitch: number, startTicks: number, durationTicks = 240): Note => ({
  pitch,
  startTicks,
  durationTicks,
  velocity: 57,
});
const timeSignature = { beats: 3, beatUnit: 4 };
const times = (parts: readonly (readonly Note[])[]) =>
  parts.map((notes) => notes.map((n) => [n.startTicks, n.durationTicks]));

describe('openAtOnce', () => {
  it('lets who begins first begin at once, if nobody does within the first beat', () => {
    const parts = [[note(60, 1900)], [note(62, 700, 200), note(65, 700, 500), note(67, 960)], []];
    expect(times(openAtOnce(parts, timeSignature))).toEqual([
      [[1900, 240]],
      [
        [0, 900],
        [0, 1200],
        [960, 240],
      ],
      [],
    ]);
  });

  it.each([0, 17, 479])('leaves a piece as it is that begins at tick %d', (startTicks) => {
    const parts = [[note(60, 2000)], [note(62, startTicks)]];
    expect(openAtOnce(parts, timeSignature)).toEqual(parts);
  });

  it('leaves silence alone', () => {
    expect(openAtOnce([[], []], timeSignature)).toEqual([[], []]);
  });
});

describe('closeTogether', () => {
  it('stops everyone with the first stroke of the last bar', () => {
    const parts = [
      [note(60, 4000), note(62, 4330), note(65, 4330), note(67, 5000)],
      [note(50, 3000)],
      [note(72, 5500, 100)],
      [],
    ];
    expect(times(closeTogether(parts, { bars: 4, timeSignature }))).toEqual([
      [
        [4000, 240],
        [4330, 240],
        [4330, 240],
      ],
      [[3000, 240]],
      [[5500, 100]],
      [],
    ]);
  });

  it('rests on the notes it is given: the largest somewhere, the others there or not at all', () => {
    const rest = new Set([0, 4, 7, 9]);
    const parts = [
      [note(62, 4330), note(65, 4330), note(71, 5000)],
      [note(50, 4400), note(59, 4700), note(64, 4700), note(60, 5100)],
      [note(66, 2000), note(66, 4320)],
      [note(70, 4400)],
    ];
    const closed = closeTogether(parts, { bars: 4, timeSignature, rest });
    expect(closed.map((notes) => notes.map(({ pitch }) => pitch))).toEqual([
      [62, 65],
      [50, 64],
      [66],
      [70],
    ]);
  });

  it('leaves a piece of three bars or fewer as it is', () => {
    const parts = [[note(60, 0), note(62, 480), note(64, 960)]];
    expect(closeTogether(parts, { bars: 1, timeSignature })).toEqual(parts);
  });
});

describe('extendToEnd', () => {
  const piece = { bars: 4, timeSignature: { beats: 4, beatUnit: 4 } };

  it('holds the last stroke of every part that strikes in the last bar until its end', () => {
    const sustained = note(40, 0, 5760);
    const parts = [
      [sustained, note(60, 6000), note(64, 7000)],
      [note(50, 5770)],
      [note(70, 5000)],
      [],
    ];
    expect(times(extendToEnd(parts, piece))).toEqual([
      [
        [0, 5760],
        [6000, 240],
        [7000, 680],
      ],
      [[5770, 1910]],
      [[5000, 240]],
      [],
    ]);
  });

  it('holds the last stroke of all, of the larger object of two, if none is in the last bar', () => {
    const parts = [[note(60, 5000)], [note(50, 5000, 99)], [note(40, 10, 5000)]];
    expect(times(extendToEnd(parts, piece))).toEqual([[[5000, 2680]], [[5000, 99]], [[10, 5000]]]);
  });

  it('leaves a piece of nothing as it is', () => {
    expect(extendToEnd([[], []], piece)).toEqual([[], []]);
  });
});
