import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { memory } from '@tensorflow/tfjs-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Collection,
  type Detector,
  loadDetector,
  type MirrorStage,
  mirrorPhoto,
  openCollection,
  readDetectorFiles,
  type StereoBlock,
  writeMidi,
  writeWavFile,
} from '../src/index.js';
import { everythingIn, useTemporaryFolder } from './collection/temporaryFolder.js';

const folder = useTemporaryFolder();
const photoOf = (room: string) => readFile(new URL(`../photos/${room}.jpg`, import.meta.url));
let detector: Detector;
let collection: Collection;

beforeAll(async () => {
  detector = await loadDetector(await readDetectorFiles(), { backend: 'wasm' });
  collection = await openCollection();
});
afterAll(() => detector.dispose());

describe('mirrorPhoto', () => {
  it('keeps no tensor of twenty photos', async () => {
    const small = await sharp(await photoOf('kitchen'))
      .resize(300, 200)
      .jpeg()
      .toBuffer();
    const mirror = (seed: number) =>
      mirrorPhoto(small, { detector, collection, seed, bars: 2, minConfidence: 0.2 });
    // What taught things are recognised with is loaded by the first look for one, and stays until the detector goes.
    await mirror(0);
    const before = memory().numTensors;
    for (let seed = 1; seed <= 20; seed++) {
      await mirror(seed);
      expect(memory().numTensors).toBe(before);
    }
  });

  it('gives the same bytes for photos at once as for one after another', async () => {
    const photos = await Promise.all(['kitchen', 'study', 'bedroom'].map(photoOf));
    const mirror = async (bytes: Uint8Array) =>
      writeMidi((await mirrorPhoto(bytes, { detector, collection, bars: 4 })).score);
    const alone: Uint8Array[] = [];
    for (const photo of photos) alone.push(await mirror(photo));
    expect(await Promise.all(photos.map(mirror))).toEqual(alone);
  });

  it.each<MirrorStage>(['photo', 'detect', 'decode', 'compose'])(
    'stops when the signal fires at the stage %s',
    async (stopAt) => {
      const stop = new AbortController();
      const onStage = (stage: MirrorStage) => stage === stopAt && stop.abort();
      const { signal } = stop;
      const call = mirrorPhoto(await photoOf('bedroom'), { detector, collection, signal, onStage });
      await expect(call).rejects.toMatchObject({ code: 'aborted' });
    },
  );
});

describe('writeWavFile', () => {
  it('stops in the middle of blocks that never end, and leaves nothing behind', async () => {
    const stop = new AbortController();
    async function* endless(): AsyncGenerator<StereoBlock> {
      for (let i = 0; i < 1000; i++) {
        if (i === 3) stop.abort();
        yield { left: new Float32Array(64), right: new Float32Array(64) };
      }
    }
    const call = writeWavFile(join(folder.path, 'a.wav'), endless(), { signal: stop.signal });
    await expect(call).rejects.toMatchObject({ code: 'aborted' });
    expect(await everythingIn(folder.path)).toEqual([]);
  });
});
