import { beforeAll, describe, expect, it } from 'vitest';
import { DECODER_KINDS } from '../../src/autoencoder/decoder.js';
import { saveDecoder } from '../../src/autoencoder/decoderFile.js';
import { type EncodedRecordings, encodeSpread } from '../../src/autoencoder/encodedWindows.js';
import { judgeLeftOut } from '../../src/judgeLeftOut.js';
import { openBackend } from '../../src/tensors/backend.js';
import { trainObject } from '../../src/trainObject.js';
import { makePerformance } from './performances.js';
import { useShortTrainings } from './shortTrainings.js';

const recordings = ['one', 'two', 'three'].map((seed) => ({
  name: `${seed}.mid`,
  sha256: seed.padEnd(64, '0'),
  performance: makePerformance(seed, { events: 25 }),
}));

useShortTrainings();
beforeAll(async () => {
  await openBackend('wasm');
});

it('windows are spread over all recordings, bounded in number, each with its recording', () => {
  const table = {
    size: 16,
    recordings: [
      { first: 0, windows: 1000, share: 0.5 },
      { first: 1015, windows: 3000, share: 0.5 },
    ],
  };
  const encoded = encodeSpread(table, {
    latent: 1,
    encode: (windows) => Float32Array.from(windows),
  });
  expect(encoded.means).toHaveLength(600);
  expect(encoded.recordings.filter((recording) => recording === 0)).toHaveLength(150);
  expect(encoded.means.every((first, i) => encoded.recordings[i] === (first < 1015 ? 0 : 1))).toBe(
    true,
  );
});

describe.each(DECODER_KINDS)('a training of kind %s', (kind) => {
  const options = { object: 'kettle', kind, backend: 'wasm' } as const;

  it('tells where it puts the recordings, and learns the same whether it is asked or not', async () => {
    const heard: EncodedRecordings[] = [];
    const asked = await trainObject(recordings, {
      ...options,
      onEncoded: (each) => heard.push(each),
    });
    const unasked = await trainObject(recordings, options);
    expect(saveDecoder(asked)).toEqual(saveDecoder(unasked));
    expect(heard).toHaveLength(1);
    const { learned, leftOut } = heard[0] as EncodedRecordings;
    expect(leftOut).toBeUndefined();
    expect(learned.latent).toBe(asked.sizes.latent);
    expect(learned.means).toHaveLength(learned.recordings.length * learned.latent);
    expect(learned.means.every(Number.isFinite)).toBe(true);
    expect(new Set(learned.means).size).toBeGreaterThan(learned.recordings.length / 2);
    expect([...new Set(learned.recordings)]).toEqual([0, 1, 2]);
  });

  it('tells it of what it left out as well, and finds out the same', async () => {
    const heard: EncodedRecordings[] = [];
    const asked = await judgeLeftOut(recordings, {
      ...options,
      onEncoded: (each) => heard.push(each),
    });
    expect(await judgeLeftOut(recordings, options)).toEqual(asked);
    const { learned, leftOut } = heard[0] as EncodedRecordings;
    expect([...new Set(learned.recordings)]).toEqual([0, 1]);
    expect([...new Set(leftOut?.recordings)]).toEqual([0]);
    expect(leftOut?.means).toHaveLength((leftOut?.recordings.length ?? 0) * learned.latent);
  });
});
