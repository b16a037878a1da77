import { open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { SoundFormat } from '../../../src/audio/soundEncoder.js';
import type { StereoBlock } from '../../../src/audio/stereoBlock.js';
import { writeSoundAs, writeSoundFile } from '../../../src/collection/recordings/writeSoundFile.js';
import { writeWavFile } from '../../../src/collection/recordings/writeWavFile.js';
import { everythingIn, useTemporaryFolder } from '../temporaryFolder.js';

const folder = useTemporaryFolder();
const at = (name: string) => join(folder.path, name);

/** Noise, which compresses worst, over more blocks than are read back at once. */
async function* noise(): AsyncGenerator<StereoBlock> {
  let state = 1;
  const next = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647 - 0.5;
  };
  for (let start = 0; start < 50_000; start += 16_384) {
    const length = Math.min(16_384, 50_000 - start);
    yield { left: Float32Array.from({ length }, next), right: Float32Array.from({ length }, next) };
  }
}

describe('writeSoundFile', () => {
  it.each<[name: string, beginning: string]>([
    ['sound.wav', 'RIFF'],
    ['sound.MP3', 'ID3'],
    ['sound.ogg', 'OggS'],
  ])('writes %s in the format of its ending', async (name, beginning) => {
    const levels = await writeSoundFile(at(name), noise(), { title: 'noise' });
    expect(levels).toMatchObject({ frames: 50_000, seconds: 50_000 / 44_100 });
    expect(levels.peakDb).toBeCloseTo(-1, 10);
    expect((await readFile(at(name))).toString('latin1').startsWith(beginning)).toBe(true);
    expect(await everythingIn(folder.path)).toEqual([name]);
  });

  it.each(['sound.flac', 'sound', 'sound.mid'])('refuses %s', async (name) => {
    await expect(writeSoundFile(at(name), noise())).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(/^Expected a file of sound to end in .* received ".*"\. .*$/),
    });
    expect(await everythingIn(folder.path)).toEqual([]);
  });

  it('has the same bytes on a disk that gives a part of what is read', async () => {
    await writeSoundFile(at('whole.wav'), noise());
    await writeFile(at('any'), '');
    const file = await open(at('any'));
    const prototype = Object.getPrototypeOf(file);
    await file.close();
    const { read } = prototype;
    const inParts = vi.spyOn(prototype, 'read').mockImplementation(function (
      this: unknown,
      ...words
    ) {
      const [bytes, offset, length, position] = words as [Uint8Array, number, number, number];
      return read.call(this, bytes, offset, Math.min(1000, length), position);
    });
    await writeSoundFile(at('parts.wav'), noise());
    expect(inParts.mock.calls.length).toBeGreaterThan(400);
    inParts.mockRestore();
    expect((await readFile(at('parts.wav'))).equals(await readFile(at('whole.wav')))).toBe(true);
  });

  it('leaves nothing when the sound breaks off, or the signal fires', async () => {
    async function* broken() {
      yield* noise();
      throw new Error('The music stopped.');
    }
    await expect(writeSoundFile(at('a.mp3'), broken())).rejects.toThrow('The music stopped.');
    const signal = AbortSignal.abort();
    await expect(writeSoundFile(at('a.ogg'), noise(), { signal })).rejects.toMatchObject({
      code: 'aborted',
    });
    expect(await everythingIn(folder.path)).toEqual([]);
  });
});

describe('sound without a frame', () => {
  const spent = async () => {
    const blocks = noise();
    for await (const _ of blocks);
    return blocks;
  };
  const formats: readonly SoundFormat[] = ['mp3', 'wav', 'ogg'];
  const all = () => formats.map((format) => ({ path: at(`all.${format}`), format }));

  it.each<[string, (blocks: AsyncIterable<StereoBlock>) => Promise<unknown>]>([
    ...formats.map((format): [string, (blocks: AsyncIterable<StereoBlock>) => Promise<unknown>] => [
      `a.${format}`,
      (blocks) => writeSoundFile(at(`a.${format}`), blocks),
    ]),
    ['b.wav', (blocks) => writeWavFile(at('b.wav'), blocks)],
    ['all.ogg', (blocks) => writeSoundAs(all(), blocks)],
  ])('is refused, such as a generator that was gone through before: %s', async (name, write) => {
    await expect(write(await spent())).rejects.toMatchObject({
      code: 'usage',
      message: `Expected sound to write into ${at(name)} but its blocks hold no frame. A generator gives its blocks once: make a new one for each file.`,
    });
    expect(await everythingIn(folder.path)).toEqual([]);
  });
});

describe('several files of one sound', () => {
  it('are each as if it were written alone, though the sound is made once', async () => {
    const formats: readonly SoundFormat[] = ['mp3', 'wav', 'ogg'];
    let times = 0;
    async function* counted() {
      times++;
      yield* noise();
    }
    const files = formats.map((format) => ({ path: at(`all.${format}`), format }));
    const shares = new Map<string, number>();
    const together = await writeSoundAs(files, counted(), {
      title: 'noise',
      onEncoded: (path, share) => {
        expect(share).toBeGreaterThan(shares.get(path) ?? 0);
        shares.set(path, share);
      },
    });
    expect(times).toBe(1);
    expect([...shares]).toEqual(files.map(({ path }) => [path, 1]).reverse());
    for (const format of formats) {
      const alone = await writeSoundFile(at(`alone.${format}`), noise(), { title: 'noise' });
      expect({ ...alone, loudnessLufs: 0 }).toEqual({ ...together, loudnessLufs: 0 });
      const [a, b] = await Promise.all(
        ['all', 'alone'].map((name) => readFile(at(`${name}.${format}`))),
      );
      expect(a?.equals(b as Buffer)).toBe(true);
    }
  });
});
