import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeAudio } from '../../src/audio/decodeAudio.js';
import { fixture, fixturePath, gather, joined, streamOf } from './fixtures.js';

/** What ffmpeg, sox or flac reads: the rate, the number of samples, and every 97th of them. */
type Expected = Record<
  string,
  { sampleRateHz: number; samples: number; every97th: readonly number[] }
>;
const expected: Expected = Object.assign(
  {},
  ...['expected.json', 'expectedContainers.json'].map((name) =>
    JSON.parse(readFileSync(fixturePath(name), 'utf8')),
  ),
);

const decode = (name: string, pieceBytes?: number) =>
  gather(decodeAudio(streamOf(fixture(name), pieceBytes), name));

describe('what is decoded is what ffmpeg, sox or flac decodes:', () => {
  it.each<[name: string, tolerance: number]>([
    ['unsigned8.wav', 1e-6],
    ['int24.wav', 1e-6],
    ['int32.wav', 1e-6],
    ['float64.wav', 1e-6],
    ['float32-rf64.wav', 1e-6],
    ['stereo16.wav', 1e-6],
    ['piped.wav', 1e-6],
    ['extensible.wav', 1e-6],
    ['tone.flac', 1e-6],
    ['id3.flac', 1e-6],
    ['4bit.flac', 1e-6],
    ['12bit.flac', 1e-6],
    ['20bit.flac', 1e-6],
    ['32bit.flac', 1e-6],
    ['silent-tail.flac', 1e-6],
    ['stereo.oga', 1e-6],
    ['tone.mp3', 1e-4],
    ['cover.mp3', 1e-4],
    ['tone.ogg', 1e-4],
    ['skeleton.ogg', 1e-4],
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
  riffBytes = undefined as number | undefined,
  frameBytes = undefined as number | undefined,
  before = new Uint8Array(),
} = {}): Uint8Array {
  const header = Buffer.alloc(44);
  const promisedBytes = dataBytes ?? data.length;
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(Math.min(riffBytes ?? 36 + promisedBytes, 0xffffffff), 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(codec, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(sampleRateHz, 24);
  header.writeUInt16LE((frameBytes ?? (channels * bits) / 8) & 0xffff, 32);
  header.writeUInt16LE(bits, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(promisedBytes, 40);
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

  it.each<[title: string, dataBytes: number, riffBytes?: number]>([
    ['0', 0],
    ['all ones', 0xffffffff],
    ['all ones less 100, as a pipe made of it', 0xffffff9b, 0xffffffbf],
    ['2 GiB', 0x80000000],
    ['2 GiB, but the right one for the file', 0x80000000, 36 + 1600],
    ["sox's into a pipe", 0x7ffff000],
    ['2 GiB less a header', 0x7fffffff - 36],
    ['one frame too many', 1602],
    ['one frame too many, but the right one for the file', 1602, 36 + 1600],
    ['the header counted too', 1644, 1644],
    ['an odd number', 1601],
    ['far too many, but the right one for the file', 160_000, 36 + 1600],
  ])('is read to its end where its header says %s', async (_, dataBytes, riffBytes) => {
    expect(await decodeBytes(wav({ dataBytes, riffBytes }))).toEqual(await decodeBytes(wav()));
  });

  it('may leave the length of a frame at 0', async () => {
    expect(await decodeBytes(wav({ frameBytes: 0 }))).toEqual(await decodeBytes(wav()));
    const stereo = { channels: 2, bits: 24 };
    expect(await decodeBytes(wav({ ...stereo, frameBytes: 0 }))).toEqual(
      await decodeBytes(wav(stereo)),
    );
  });

  it('may end within a frame', async () => {
    const odd = await decodeBytes(wav({ data: NOISE.subarray(0, 1599) }));
    expect(odd.samples).toEqual((await decodeBytes(wav())).samples.subarray(0, 799));
  });

  it('is refused for its channels before any memory is taken for them', async () => {
    const refusal = decodeBytes(wav({ channels: 65_535, dataBytes: 400_000_000 }));
    await expect(refusal).rejects.toThrow(
      /^Expected WAV audio but of take\.wav it says that it has 65535 channels, more than 64\. Export it in stereo\.$/,
    );
    const data = new Uint8Array(64 * 2 * 100).fill(77);
    expect((await decodeBytes(wav({ channels: 64, data }))).samples).toHaveLength(100);
    await expect(decodeBytes(wav({ channels: 65, data }))).rejects.toThrow(/65 channels/);
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
    ['ADPCM', fixture('adpcm.wav'), /is WAV audio in IMA ADPCM. Convert it with ffmpeg/],
    ['A-law', fixture('alaw.wav'), /is WAV audio in A-law. .*or export it as WAV of 16 bits/],
    ['MP3 in a WAV', wav({ codec: 85 }), /is WAV audio in MP3/],
    ['WAV of an unknown codec', wav({ codec: 99 }), /is WAV audio in codec 99/],
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
    ['an Ogg film', fixture('film.ogv'), /is an Ogg film. Export its sound/],
    ['a WMV film', fixture('film.wmv'), /is a WMV film. Export its sound/],
    ['M4A', fixture('tone.m4a'), /is M4A audio. Convert it with ffmpeg/],
    ['WebM of sound only', fixture('sound.webm'), /is WebM audio/],
    ['RIFX', fixture('rifx.wav'), /is RIFX audio/],
    ['AAC behind an ID3 tag', fixture('id3.aac'), /is AAC audio/],
    ['MIDI', text('MThd\0\0\0\x06'), /is a MIDI file. Name a recording of sound/],
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

describe('a FLAC', () => {
  const bytes = fixture('tone.flac');

  it('is damaged where a frame does not have its checksum', async () => {
    const changed = bytes.slice();
    changed[9000] = (changed[9000] as number) ^ 1;
    await expect(decodeBytes(changed)).rejects.toThrow(
      /take\.wav is cut short or damaged: 0\.21 s/,
    );
  });

  it('may have tags after its last frame', async () => {
    const plain = await decodeBytes(bytes);
    const tags = Buffer.concat([bytes, text('TAG'), new Uint8Array(125)]);
    expect(await decodeBytes(tags)).toEqual(plain);
    expect(await decodeBytes(Buffer.concat([bytes, new Uint8Array(100_000)]))).toEqual(plain);
  });

  it('may be of a length that its encoder did not know, into a pipe', async () => {
    const piped = bytes.slice();
    piped[21] = (piped[21] as number) & 0xf0;
    piped.fill(0, 22, 26);
    expect(await decodeBytes(piped)).toEqual(await decodeBytes(bytes));
    // What is there then is all there is to know.
    expect((await decodeBytes(piped.subarray(0, 9000))).samples.length).toBeGreaterThan(4096);
    const damaged = Buffer.concat([piped.subarray(0, 9000), new Uint8Array(100_000)]);
    await expect(decodeBytes(damaged)).rejects.toThrow(/damaged at/);
  });
});

describe('chained Ogg', () => {
  it.each(['tone.ogg', 'skeleton.ogg', 'voice.opus', 'stereo.oga'])(
    'is its links one after the other, each to the sample: %s',
    async (name) => {
      const once = await decode(name);
      const link = fixture(name);
      const chain = await decodeBytes(Buffer.concat([link, link, link]));
      expect(chain.samples).toEqual(joined([once.samples, once.samples, once.samples]));
    },
  );

  it('goes over from one codec to another of its rate', async () => {
    const [vorbis, flac] = [await decode('tone.ogg'), await decode('stereo.oga')];
    const chain = await decodeBytes(Buffer.concat([fixture('tone.ogg'), fixture('stereo.oga')]));
    expect(chain.samples).toEqual(joined([vorbis.samples, flac.samples]));
  });

  it('is refused where a link has another rate', async () => {
    const chain = Buffer.concat([fixture('tone.ogg'), fixture('voice.opus')]);
    await expect(decodeBytes(chain)).rejects.toThrow(
      /changes from 44100 to 48000 samples a second/,
    );
  });

  it('may have garbage between its links and after them', async () => {
    const once = await decode('voice.opus');
    const link = fixture('voice.opus');
    const chain = await decodeBytes(
      Buffer.concat([link, text('OggOgg'), link, text('TAG and more')]),
    );
    expect(chain.samples).toEqual(joined([once.samples, once.samples]));
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

describe('a decoder whose caller stops early', () => {
  it.each(['stereo16.wav', 'tone.flac', 'tone.mp3', 'tone.ogg', 'voice.opus', 'stereo.oga'])(
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
