import { expect, it } from 'vitest';
import type { PhraseDecoder } from '../../../src/autoencoder/decoder.js';
import { recordedDensity } from '../../../src/composition/density/recordedDensity.js';
import { tinyDecoder } from '../../collection/tinyDecoder.js';

/** In 3/4, a bar of which has 36 grid steps of 40 ticks. */
const decoder = tinyDecoder('phrase', { object: 'kettle', recordings: [] }) as PhraseDecoder;

/** The density of recordings, each as the grid steps from one chord to the next. */
function densityOf(...recordings: readonly (readonly number[])[]) {
  const events = recordings.map((steps) => steps.map((interOnset) => [0, interOnset] as const));
  return recordedDensity({ ...decoder, sequences: { ...decoder.sequences, events } });
}

it.each([
  ['one bar', [[6, 12, 0]], Math.sqrt(9), 2 / (18 * 40)],
  ['bars of three, one and one', [[6, 12, 18, 36, 0]], Math.sqrt(11 / 3), 4 / (72 * 40)],
  ['bars between which nothing is struck', [[12, 132, 0]], Math.sqrt(5 / 2), 2 / (144 * 40)],
  [
    'recordings that each begin a bar',
    [
      [12, 0],
      [18, 18, 0],
    ],
    Math.sqrt(9 / 3),
    3 / (48 * 40),
  ],
  ['one chord', [[0]], 1, 0],
  ['a recording of nothing beside another', [[], [12, 0]], 2, 1 / (12 * 40)],
  ['nothing', [], 0, 0],
])('the density of recordings of %s', (_, recordings, onsetsPerBar, onsetsPerTick) => {
  const density = densityOf(...recordings);
  expect(density.onsetsPerBar).toBeCloseTo(onsetsPerBar, 12);
  expect(density.onsetsPerTick).toBeCloseTo(onsetsPerTick, 12);
});

it('a decoder of kind seed keeps no sequences, and so no density', () => {
  const seed = tinyDecoder('seed', { object: 'kettle', recordings: [] });
  expect(recordedDensity(seed)).toEqual({ onsetsPerBar: 0, onsetsPerTick: 0 });
});

it('the density of a decoder is counted once', () => {
  expect(recordedDensity(decoder)).toBe(recordedDensity(decoder));
});
