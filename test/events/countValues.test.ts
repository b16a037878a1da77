import { expect, it } from 'vitest';
import { countValues } from '../../src/events/countValues.js';
import { gatherEvents } from '../../src/events/recordedEvents.js';
import { takeOf } from './takes.js';

it('every recording shares its say evenly among its values, in order of first appearance', async () => {
  const [long, short] = [
    [90, 50, 50, 90, 50, 50, 50, 50, 50],
    [70, 90, 70, 70],
  ].map((velocities, take) =>
    takeOf(velocities.map((velocity) => ({ pitches: [60 + take], velocity }))),
  );
  const { recordings } = await gatherEvents([long, short].flatMap((take) => take ?? []));
  // Shares are as the square roots of 9 and 4.
  expect(recordings.map(({ share }) => share)).toEqual([0.6, 0.4]);
  const counts = [...countValues(recordings, ({ velocity }) => velocity)];
  expect(counts.map(([value]) => value)).toEqual([90, 50, 70]);
  const [ninety, fifty, seventy] = counts.map(([, count]) => count);
  expect(ninety).toBeCloseTo((0.6 * 2) / 9 + 0.4 / 4, 12);
  expect(fifty).toBeCloseTo((0.6 * 7) / 9, 12);
  expect(seventy).toBeCloseTo((0.4 * 3) / 4, 12);
});

it('a recording without values has no say', async () => {
  const { recordings } = await gatherEvents([takeOf([{ pitches: [60] }])]);
  expect(countValues(recordings, () => [])).toEqual(new Map());
});
