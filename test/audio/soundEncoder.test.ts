import { describe, expect, it } from 'vitest';
import { decodeAudio } from '../../src/audio/decodeAudio.js';
import {
  createSoundEncoder,
  SOUND_FORMATS,
  type SoundFormat,
  soundFormatOf,
} from '../../src/audio/soundEncoder.js';
import type { StereoBlock } from '../../src/audio/stereoBlock.js';
import { WRITTEN_BY } from '../../src/files/writtenBy.js';
import { gather, streamOf } from './fixtures.js';

/** A tone that begins abruptly, so that a shift by one sample shows; the same in both channels. */
function tone(frames: number): Float32Array {
  return Float32Array.from({ length: frames }, (_, i) =>
    i < frames / 3 ? 0 : 0.25 * Math.sin(0.05 * i) + 0.1 * Math.sin(0.31 * i),
  );
}

async function encoded(
  format: SoundFormat,
  { frames, title = '', blockFrames = 5000 }: EncodedSound,
): Promise<Buffer> {
  const encoder = await createSoundEncoder(format, { frames, gain: 2, title });
  const sound = tone(frames);
  const pieces: Uint8Array[] = [];
  for (let start = 0; start < frames; start += blockFrames) {
    const left = sound.slice(start, start + blockFrames);
    const block: StereoBlock = { left, right: left };
    pieces.push(encoder.encode(block));
  }
  const { head, tail } = encoder.finish();
  expect(head).toHaveLength(encoder.headBytes);
  return Buffer.concat([head, ...pieces, tail]);
}

interface EncodedSound {
  readonly frames: number;
  readonly title?: string;
  readonly blockFrames?: number;
}

/** How alike two sounds are when one is moved by so many samples, −1 to 1. */
function correlation(a: Float32Array, b: Float32Array, move: number): number {
  let [product, squareA, squareB] = [0, 0, 0];
  for (let i = 2000; i < a.length - 2000; i++) {
    const [x, y] = [a[i] as number, b[i + move] as number];
    product += x * y;
    squareA += x * x;
    squareB += y * y;
  }
  return product / Math.sqrt(squareA * squareB);
}

describe('the format of a name', () => {
  it.each([
    ['song.wav', 'wav'],
    ['a/song.b.MP3', 'mp3'],
    ['song.Ogg', 'ogg'],
    ['song.mid', undefined],
    ['song', undefined],
    ['songwav', undefined],
    ['a/.wav', undefined],
    ['song.wave', undefined],
    ['a.wav/song', undefined],
  ])('%s is %s', (path, format) => {
    expect(soundFormatOf(path)).toBe(format);
  });
});

describe.each(SOUND_FORMATS)('sound as %s', (format) => {
  it.each([30_000, 100_000])(
    'comes back with its %i frames in their places, twice as loud as its gain says',
    async (frames) => {
      const { samples } = await gather(
        decodeAudio(streamOf(await encoded(format, { frames })), 'sound'),
      );
      expect(samples).toHaveLength(frames);
      const there = correlation(tone(frames), samples, 0);
      expect(there).toBeGreaterThan(0.995);
      for (const move of [-1, 1]) {
        expect(correlation(tone(frames), samples, move)).toBeLessThan(there);
      }
      const peak = (sound: Float32Array) => sound.reduce((most, x) => Math.max(most, x), 0);
      expect(peak(samples) / peak(tone(frames))).toBeCloseTo(2, 0);
    },
  );

  it.each([7, 575, 1152])('may have %i frames', async (frames) => {
    const { samples } = await gather(
      decodeAudio(streamOf(await encoded(format, { frames })), 'sound'),
    );
    expect(samples).toHaveLength(frames);
  });

  it('has equal bytes for equal sound, in whatever blocks it comes', async () => {
    const bytes = await encoded(format, { frames: 40_000, title: 'Küche 冷蔵庫' });
    const again = await encoded(format, { frames: 40_000, title: 'Küche 冷蔵庫' });
    expect(again.equals(bytes)).toBe(true);
    const otherwise = await encoded(format, { frames: 40_000, blockFrames: 8192 });
    const untitled = await encoded(format, { frames: 40_000 });
    expect(otherwise.equals(untitled)).toBe(true);
  });

  it.each(['', 'kitchen', '冷'.repeat(5000)])(
    'says near its beginning who wrote it, whatever the title',
    async (title) => {
      const bytes = await encoded(format, { frames: 1000, title });
      expect(bytes.subarray(0, 512).toString('latin1')).toContain(WRITTEN_BY);
    },
  );
});

describe.each(['mp3', 'ogg'] as const)('a title in %s', (format) => {
  it.each([
    ['Küche 冷蔵庫', 'Küche 冷蔵庫'],
    ['two\nlines\0', 'two lines'],
    ['x'.repeat(2000), 'x'.repeat(1000)],
  ])('is one line of at most 1,000 characters', async (title, written) => {
    const text = (await encoded(format, { frames: 1000, title })).toString('utf8');
    expect(text).toContain(written);
    expect(text).not.toContain(`${written}x`);
  });
});
