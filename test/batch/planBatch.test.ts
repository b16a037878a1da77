import { describe, expect, it } from 'vitest';
import { chunksOf, planBatch, resultKey } from '../../src/batch/planBatch.js';
import { batchSettings, pieceOptions } from '../../src/batch/settings.js';
import { DEFAULT_TEMPERATURE } from '../../src/index.js';
import { SHARED, standInBatch } from './standIns.js';

const PHOTO = { sha256: 'ef'.repeat(32), title: 'kitchen' };
const { requires, settings } = SHARED;

describe('a result key', () => {
  it.each([
    ['the photo', { ...PHOTO, sha256: '01'.repeat(32) }, SHARED],
    ['its title', { ...PHOTO, title: 'study' }, SHARED],
    ['the collection', PHOTO, { ...SHARED, collection: '02'.repeat(32) }],
    ['a setting', PHOTO, { ...SHARED, settings: { ...settings, variation: 0.3 } }],
    [
      'an instrument',
      PHOTO,
      { ...SHARED, settings: { ...settings, instruments: [['oven', 'violin']] } as const },
    ],
    ['the version', PHOTO, { ...SHARED, requires: { ...requires, version: '7.1.4' } }],
    ['the weights', PHOTO, { ...SHARED, requires: { ...requires, weights: '' } }],
    ['the backend', PHOTO, { ...SHARED, requires: { ...requires, backend: 'wasm' } }],
  ])('is another one when %s changes', (_, photo, shared) => {
    expect(resultKey(photo, shared)).not.toBe(resultKey(PHOTO, SHARED));
  });

  it('does not depend on where the photo lies, nor on whether a default is said', () => {
    const said = {
      ...SHARED,
      settings: batchSettings({ bars: 3, temperature: DEFAULT_TEMPERATURE }, undefined),
    };
    const silent = { ...SHARED, settings: batchSettings({ bars: 3 }, undefined) };
    expect(said.settings).toEqual(silent.settings);
    const [a, b] = ['/a/x.jpg', '/b/y.jpg'].map(
      (path) => planBatch({ ...said, photos: [{ ...PHOTO, path }] }).photos[0]?.key,
    );
    expect(a).toBe(b);
    expect(a).toBe(resultKey(PHOTO, silent));
  });
});

it('settings go to a mirror and back', () => {
  const instruments = { oven: 'violin', clock: 'celesta' };
  const options = {
    ...{ bars: 7, tempoBpm: 73, seed: 11, careful: true, harmonise: false },
    instruments,
  };
  expect(pieceOptions(batchSettings(options, 12))).toMatchObject(options);
  expect(batchSettings(pieceOptions(batchSettings(options, 12)), 12)).toEqual(
    batchSettings(options, 12),
  );
  expect(pieceOptions(batchSettings({}, undefined))).not.toHaveProperty('seed');
});

it.each([
  [1, 1],
  [9, 3],
  [2000, 50],
  [100_001, 1001],
])('%i photos are %i chunks, each photo in one, in order', (count, chunkCount) => {
  const batch = standInBatch(count);
  const chunks = chunksOf(batch);
  expect(chunks).toHaveLength(chunkCount);
  expect(chunks.map(({ number }) => number)).toEqual(chunks.map((_, i) => i));
  expect(chunks.flatMap(({ photos }) => photos)).toEqual(batch.photos);
});
