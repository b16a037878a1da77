import { expect, it } from 'vitest';
import { beatsWithin } from '../../../../src/studio/page/engine/recorder/grid.js';

it('has a bar line every four beats, also where the sum of the beats is no exact number of seconds', () => {
  // Twelve beats of 0.6 s are 7.199999999999999.
  const grid = { beatsPerMinute: 100, metre: { beats: 4, beatUnit: 4 } };
  const beats = beatsWithin(grid, { firstSeconds: 0.3, fromSeconds: 0, toSeconds: 600 });
  expect(beats).toHaveLength(1000);
  expect(beats.flatMap(({ isBar }, i) => (isBar ? [i] : []))).toEqual(
    Array.from({ length: 250 }, (_, bar) => 4 * bar),
  );
});

it('gives the beats of a span and none before the first', () => {
  const grid = { beatsPerMinute: 120, metre: { beats: 6, beatUnit: 8 } };
  const spanOf = (fromSeconds: number, toSeconds: number) =>
    beatsWithin(grid, { firstSeconds: 2, fromSeconds, toSeconds });
  expect(spanOf(0, 1.9)).toEqual([]);
  expect(spanOf(0, 2.6)).toEqual([
    { seconds: 2, isBar: true },
    { seconds: 2.5, isBar: false },
  ]);
  expect(spanOf(3.1, 4)).toEqual([
    { seconds: 3.5, isBar: false },
    { seconds: 4, isBar: true },
  ]);
});
