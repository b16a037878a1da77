import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeAudio } from '../../src/audio/decodeAudio.js';
import { fixture, fixturePath, gather, streamOf } from './fixtures.js';

/** What ffmpeg or sox reads: the rate, the number of samples, and every 97th of them. */
type Expected = Record<
  string,
  { sampleRateHz: number; samples: number; every97th: readonly number[] }
>;
const expected: Expected = JSON.parse(readFileSync(fixturePath('expected.json'), 'utf8'));

const decode = (name: string, pieceBytes?: number) =>
  gather(decodeAudio(streamOf(fixture(name), pieceBytes), name));

describe('what is decoded is what ffmpeg or sox decodes:', () => {
  it.each<[name: string, tolerance: number]>([
    ['unsigned8.wav', 1e-6],
    ['int24.wav', 1e-6],
    ['int32.wav', 1e-6],
    ['float64.wav', 1e-6],
    ['float32-rf64.wav', 1e-6],
    ['stereo16.wav', 1e-6],
    ['piped.wav', 1e-6],
    ['extensible.wav', 1e-6],
    // One divides by 2^15, the other by 2^15 − 1.
    ['tone.flac', 2e-5],
    ['tone.mp3', 1e-4],
    ['cover.mp3', 1e-4],
    ['tone.ogg', 1e-4],
    ['voice.opus', 1e-4],
  ])('%s', async (name, tolerance) => {
    const { sampleRateHz, samples } = await decode(name);
    const known = expected[name] as Expected[string];
    expect({ sampleRateHz, samples: samples.length }).toEqual({
      sampleRateHz: known.sampleRateHz,
      samples: known.samples,
    });
    const worst = known.every97th.reduce(
      (most, value, i) => Math.max(most, Math.abs(value - (samples[i * 97] as number))),
      0,
    );
    expect(worst).toBeLessThan(tolerance);
    expect(await decode(name, 577)).toEqual({ sampleRateHz, samples });
  });
});

const NOISE: Uint8Array = Uint8Array.from({ length: 1600 }, (_, i) => i * 37);

/** A WAV file, as its header is filled in. */
function wav({
  codec = 1,
  channels = 1,
  sampleRateHz = 8000,
  bits = 16,
  data = NOISE,
  dataBytes = undefined as number | undefined,
  before = new Uint8Array(),
} = {}): Uint8Array {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + data.length, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(codec, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(sampleRateHz, 24);
  header.writeUInt16LE((channels * bits) / 8, 32);
  header.writeUInt16LE(bits, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(dataBytes ?? data.length, 40);
  return Buffer.concat([header.subarray(0, 36), before, header.subarray(36), data]);
}

const bytesOf = (samples: Float32Array) => new Uint8Array(samples.buffer);
const text = (words: string) => new TextEncoder().encode(words);
const decodeBytes = (bytes: Uint8Array, name = 'take.wav') =>
  gather(decodeAudio(streamOf(bytes), name));

describe('a WAV file', () => {
  it('may have chunks of odd length before its samples, padded or not', async () => {
    const plain = await decodeBytes(wav());
    for (const before of ['bext\x03\0\0\0abc\0', 'bext\x03\0\0\0abc', 'JUNK\0\0\0\0']) {
      expect(await decodeBytes(wav({ before: text(before) }))).toEqual(plain);
    }
  });

  it('is read to its end where its header could not know it', async () => {
    const plain = await decodeBytes(wav());
    for (const dataBytes of [0xffffffff, 0x7ffff000, 0x7fffffff - 36, 0]) {
      expect(await decodeBytes(wav({ dataBytes }))).toEqual(plain);
    }
  });

  it('leaves out what follows its samples', async () => {
    const data = wav().subarray(44);
    const withTail = Buffer.concat([data, text('LIST and more')]);
    expect(await decodeBytes(wav({ data: withTail, dataBytes: data.length }))).toEqual(
      await decodeBytes(wav()),
    );
  });
});

describe('what cannot be decoded is refused in one line:', () => {
  const nan: Float32Array = Float32Array.from({ length: 800 }, (_, i) => (i === 500 ? NaN : 0.1));
  it.each<[title: string, bytes: Uint8Array, line: RegExp]>([
    [
      'a WAV cut short',
      wav({ dataBytes: 1600 + 24_000 }),
      /cut short: 1\.50 s that its header promises/,
    ],
    ['a WAV cut in its header', wav().subarray(0, 30), /format is cut short/],
    ['a WAV of nothing', wav({ data: new Uint8Array() }), /holds no sound at all/],
    ['a WAV of 0 channels', wav({ channels: 0 }), /0 channels/],
    ['a WAV of 0 Hz', wav({ sampleRateHz: 0 }), /0 samples a second/],
    ['a WAV of 4 kHz', wav({ sampleRateHz: 4000 }), /4000 samples a second, not 8000 to 192000/],
    ['a WAV of 12 bits in one byte', wav({ bits: 12 }), /12 bits do not fit/],
    ['ADPCM', fixture('adpcm.wav'), /IMA ADPCM, compressed/],
    ['A-law', fixture('alaw.wav'), /A-law, compressed/],
    ['MP3 in a WAV', wav({ codec: 85 }), /MP3, compressed/],
    ['a float that is no number', wav({ codec: 3, bits: 32, data: bytesOf(nan) }), /no numbers/],
    ['silence', wav({ data: new Uint8Array(1600) }), /silent from beginning to end/],
    ['a FLAC cut short', fixture('tone.flac').subarray(0, 9000), /cut short or damaged: 0\.\d\d s/],
    ['an empty file', new Uint8Array(), /is empty/],
    ['an ID3 tag with nothing after it', fixture('cover.mp3').subarray(0, 300), /no sound at all/],
    ['text', text('Dear diary, nothing at all was recorded.'), /is text/],
    ['an MP4 film', fixture('film.mp4'), /is an MP4 film. Export its sound/],
    ['an AVI film', fixture('film.avi'), /is an AVI film. Export its sound/],
    ['a Matroska film', fixture('film.mkv'), /is a WebM or Matroska \(MKV\) film/],
    ['a WebM film', fixture('film.webm'), /is a WebM or Matroska/],
    ['M4A', fixture('tone.m4a'), /is M4A audio. Install ffmpeg/],
    ['AAC', fixture('tone.aac'), /is AAC audio/],
    ['AIFF', fixture('stereo16.aiff'), /is AIFF audio/],
    ['a picture', text('\x89PNG').fill(0x89, 0, 1), /Expected audio/],
  ])('%s', async (_, bytes, line) => {
    await expect(decodeBytes(bytes, 'take.any')).rejects.toMatchObject({
      code: 'input',
      message: expect.stringMatching(line),
    });
    const refusal = await decodeBytes(bytes, 'take.any').catch((error: Error) => error.message);
    expect(refusal).toMatch(/^Expected [^\n]*take\.any[^\n]*\.$/);
  });
});

describe('an MP3', () => {
  it('may have garbage, tags and pictures before its first frame', async () => {
    const plain = fixture('tone.mp3');
    const decoded = await decodeBytes(plain, 'tone.mp3');
    const garbage = Uint8Array.from({ length: 70_001 }, (_, i) => (i * i * 31) % 251);
    const tag = Buffer.concat([text('ID3\x04\0\0\0\x08\x01\0'), new Uint8Array(8 * 16384 + 128)]);
    for (const before of [text('\0\0\0'), garbage, tag, Buffer.concat([tag, garbage])]) {
      const whole = Buffer.concat([before, plain]);
      // Nothing in the first 64 KB says MP3 where the garbage alone is longer.
      if (before === garbage) await expect(decodeBytes(whole)).rejects.toThrow('something else');
      else expect(await decodeBytes(whole)).toEqual(decoded);
    }
  });
});

describe('a decoder that nobody listens to any longer', () => {
  it.each(['stereo16.wav', 'tone.flac', 'tone.mp3', 'tone.ogg', 'voice.opus'])(
    'lets its source go: %s',
    async (name) => {
      let isClosed = false;
      async function* source() {
        try {
          yield* streamOf(fixture(name), 512);
        } finally {
          isClosed = true;
        }
      }
      for await (const { samples } of decodeAudio(source(), name)) {
        expect(samples.length).toBeGreaterThan(0);
        break;
      }
      expect(isClosed).toBe(true);
    },
  );
});
