import { describe, expect, it } from 'vitest';
import { gatherOnsets, notesOf } from '../../../src/composition/density/onsets.js';

const note = (startTicks: number, pitch: number, velocity = 60) => ({
  startTicks,
  pitch,
  velocity,
  durationTicks: 300,
});
const PARTS = [
  [note(0, 48, 40), note(0, 55, 80), note(240, 60), note(1905, 48), note(3850, 48)],
  [note(0, 72), note(490, 74), note(130, 76)],
];
const PIECE = { bars: 2, timeSignature: { beats: 4, beatUnit: 4 } };

describe('gatherOnsets', () => {
  it('makes one onset of what a part begins together, with its place in the bar', () => {
    const onsets = gatherOnsets(PARTS, PIECE);
    expect(
      onsets.map(({ part, startTicks, bar, strength }) => [part, startTicks, bar, strength]),
    ).toEqual([
      [0, 0, 0, 3],
      [1, 0, 0, 3],
      [1, 130, 0, 0],
      [0, 240, 0, 1],
      [1, 490, 0, 2],
      // Early for the second bar, and beyond the last.
      [0, 1905, 1, 3],
      [0, 3850, 1, 3],
    ]);
    expect(onsets[0]).toMatchObject({ velocity: 60, notes: PARTS[0]?.slice(0, 2) });
  });

  it.each([
    [1899, 0],
    [1900, 1],
    [1920, 1],
  ])(
    'counts an onset at tick %d to bar %d: half a grid step ahead of a bar line is early for it',
    (startTicks, bar) => {
      expect(gatherOnsets([[note(startTicks, 60)]], PIECE)[0]?.bar).toBe(bar);
    },
  );

  it('gives all notes back in order of playing', () => {
    const [first, second] = notesOf(gatherOnsets(PARTS, PIECE), 3);
    expect(first).toEqual(PARTS[0]);
    expect(second?.map(({ pitch }) => pitch)).toEqual([72, 76, 74]);
  });
});
