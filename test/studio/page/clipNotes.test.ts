import { expect, it } from 'vitest';
import { clipNotes } from '../../../src/studio/page/state/collection/clipNotes.js';

it('keeps what begins within the span, as long as the span lasts', () => {
  const before = [60, 90, 480, 80];
  const first = [62, 100, 50, 81];
  const long = [64, 150, 900, 82];
  const behind = [65, 200, 10, 83];
  expect(
    clipNotes([...before, ...first, ...long, ...behind], { fromTicks: 100, toTicks: 200 }),
  ).toEqual([62, 0, 50, 81, 64, 50, 50, 82]);
});
