import { describe, expect, it } from 'vitest';
import { extendOverSilence } from '../../src/composition/extendOverSilence.js';
import type { Note } from '../../src/music/note.js';

const note = (pitch: number, startTicks: number, durationTicks = 240): Note => ({
  pitch,
  startTicks,
  durationTicks,
  velocity: 57,
});
const piece = { bars: 4, timeSignature: { beats: 4, beatUnit: 4 } };
const times = (parts: Note[][]) =>
  extendOverSilence(parts, piece).map((notes) => notes.map((n) => [n.startTicks, n.durationTicks]));
/** From where a piece needs nothing more. */
const rest = note(72, 4000, 3680);

describe('extendOverSilence', () => {
  it('holds the last onset through the bars in which nothing would sound', () => {
    const slow = [note(40, 0), note(47, 100), note(52, 100), note(60, 6000, 1680)];
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

  it.each([
    ['a bar and a tick from inside a bar', 1000, 2921, 1920],
    ['a bar and a tick to just before a bar line', 1918, 3839, 1920],
    ['a bar from bar line to bar line', 1920, 3840, 3840],
    ['a bar and no more from inside a bar', 1000, 2920, 1000],
  ])('before a silence of %s, from tick %d to %d, holds to %d', (_, end, next, held) => {
    const onsets = [note(60, 500, end - 500), note(64, next, 1300), rest];
    expect(times([onsets])[0]?.slice(0, 2)).toEqual([
      [500, held - 500],
      [next, 1300],
    ]);
  });

  it('holds the last onset of all parts, of simultaneous ones the larger object’s', () => {
    const held = note(40, 0, 900);
    expect(times([[held, rest], [note(50, 200), note(52, 300)], [note(60, 300)]])).toEqual([
      [
        [0, 900],
        [4000, 3680],
      ],
      [
        [200, 240],
        [300, 3540],
      ],
      [[300, 240]],
    ]);
  });

  it('takes a note to end where its key is struck again', () => {
    expect(times([[note(60, 0, 3900), note(60, 480, 10), rest]])).toEqual([
      [
        [0, 3900],
        [480, 3360],
        [4000, 3680],
      ],
    ]);
  });

  it('plays the first onset at once where a piece begins with more than a bar of silence', () => {
    expect(times([[rest], [note(55, 2000, 3000), note(59, 2000, 4000)]])).toEqual([
      [[4000, 3680]],
      [
        [0, 5000],
        [0, 6000],
      ],
    ]);
    expect(times([[note(60, 1900, 3000), rest]])[0]?.[0]).toEqual([1900, 3000]);
  });

  it('holds the last onset to the end of the piece where more than a bar is silent there', () => {
    expect(times([[note(60, 0, 5000)]])).toEqual([[[0, 7680]]]);
    expect(times([[note(60, 0, 5760)]])).toEqual([[[0, 7680]]]);
    expect(times([[note(60, 0, 5770)]])).toEqual([[[0, 5770]]]);
  });

  it('cannot help a piece of nothing', () => {
    expect(times([[], []])).toEqual([[], []]);
  });
});
