import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { StereoBlock } from '../../../src/audio/stereoBlock.js';
import { writeWavFile } from '../../../src/collection/recordings/writeWavFile.js';
import { everythingIn, useTemporaryFolder } from '../temporaryFolder.js';

const folder = useTemporaryFolder();
const path = () => join(folder.path, 'sound.wav');

/** Two channels that differ, over more blocks than are read back at once, the last of them short. */
async function* tones(peak = 0.02): AsyncGenerator<StereoBlock> {
  for (let start = 0; start < 50_000; start += 16_384) {
    const length = Math.min(16_384, 50_000 - start);
    const sine = (frequency: number) =>
      Float32Array.from({ length }, (_, frame) => peak * Math.sin(frequency * (start + frame)));
    yield { left: sine(0.11), right: sine(0.07).map((sample) => sample / 3) };
  }
}

async function* silence(frames: number): AsyncGenerator<StereoBlock> {
  yield { left: new Float32Array(frames), right: new Float32Array(frames) };
}

/** The values of all frames, left and right in turn. */
async function valuesOf(file: string): Promise<number[]> {
  const bytes = await readFile(file);
  const count = bytes.readUInt32LE(74) / 3;
  expect(bytes.length).toBe(78 + 3 * count);
  return Array.from({ length: count }, (_, index) => bytes.readIntLE(78 + 3 * index, 3));
}

describe('writeWavFile', () => {
  it('brings the highest sample to −1 dBFS and keeps every frame in its place', async () => {
    const levels = await writeWavFile(path(), tones());
    const values = await valuesOf(path());
    const peak = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expect(peak).toBe(Math.round(10 ** (-1 / 20) * 8_388_607));
    expect(values).toHaveLength(100_000);
    for (const frame of [1, 8191, 8192, 16_384, 49_999]) {
      const scale = levels.gain * 0.02 * 8_388_607;
      expect(values[2 * frame]).toBeCloseTo(scale * Math.sin(0.11 * frame), -1);
      expect(values[2 * frame + 1]).toBeCloseTo((scale / 3) * Math.sin(0.07 * frame), -1);
    }
    expect(levels).toMatchObject({ frames: 50_000, seconds: 50_000 / 44_100 });
    expect(levels.peakDb).toBeCloseTo(-1, 10);
    expect(await everythingIn(folder.path)).toEqual(['sound.wav']);
  });

  it('takes the gain it is given', async () => {
    const levels = await writeWavFile(path(), tones(), { gain: 2 });
    const values = await valuesOf(path());
    expect(Math.max(...values.slice(0, 5000)) / 8_388_607).toBeCloseTo(0.04, 4);
    expect(levels.peakDb).toBeCloseTo(20 * Math.log10(0.04), 2);
  });

  it.each([1, 30_000])('writes %i frames of silence as silence', async (frames) => {
    const levels = await writeWavFile(path(), silence(frames));
    expect(new Set(await valuesOf(path())).size).toBeLessThan(2);
    expect(levels).toMatchObject({ frames, gain: 1, peakDb: -Infinity, loudnessLufs: -Infinity });
  });

  it('leaves what was there, and nothing else, when the sound breaks off', async () => {
    await writeFile(path(), 'older');
    async function* broken() {
      yield* tones();
      throw new Error('The music stopped.');
    }
    await expect(writeWavFile(path(), broken())).rejects.toThrow('The music stopped.');
    expect(await everythingIn(folder.path)).toEqual(['sound.wav']);
    expect(await readFile(path(), 'utf8')).toBe('older');
  });

  it('stops when the signal fires, and leaves no folder behind', async () => {
    const signal = AbortSignal.abort();
    const inside = join(folder.path, 'new', 'sound.wav');
    await expect(writeWavFile(inside, tones(), { signal })).rejects.toMatchObject({
      code: 'aborted',
    });
    expect(await everythingIn(folder.path)).toEqual([]);
  });

  it('refuses a folder in its place', async () => {
    await mkdir(path());
    await expect(writeWavFile(path(), tones())).rejects.toMatchObject({ code: 'input' });
    expect(await everythingIn(folder.path)).toEqual(['sound.wav']);
  });
});
