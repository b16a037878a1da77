import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeAudio } from '../../../src/audio/decodeAudio.js';
import { seededRandom } from '../../../src/math/random.js';
import { gather, streamOf } from '../fixtures.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mirror-flac-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const hasFlac = (() => {
  try {
    // Older ones do not encode 32 bits.
    return /flac 1\.([4-9]|\d\d)/.test(execFileSync('flac', ['--version'], { encoding: 'utf8' }));
  } catch {
    return false;
  }
})();

interface Sound {
  readonly bits: number;
  readonly channels: number;
}

/** Tones, noise, silence and full scale in turn, as WAV whose samples have so many valid bits. */
function wavOf({ bits, channels }: Sound): Buffer {
  const frames = 6000;
  const size = Math.ceil(bits / 8);
  const random = seededRandom(`${bits} ${channels}`);
  const fullScale = 2 ** (bits - 1);
  const data = Buffer.alloc(frames * channels * size);
  for (let frame = 0; frame < frames; frame++) {
    for (let channel = 0; channel < channels; channel++) {
      // The left channel leads at first, then the right one, then they are nearly one.
      const lean = channel === Math.floor(frame / 2000) ? 0.5 : 0.05;
      const tone = Math.sin(frame * 0.05) * 0.4 + lean * (random() - 0.5);
      const level =
        frame > 3000 && frame < 3500 ? 0 : frame > 5000 && frame < 5050 ? 2 * random() - 1 : tone;
      const value = Math.max(-fullScale, Math.min(fullScale - 1, Math.round(level * fullScale)));
      const placed = value * 2 ** (8 * size - bits);
      const at = (frame * channels + channel) * size;
      if (size === 1) data[at] = placed + 128;
      else data.writeIntLE(placed, at, size);
    }
  }
  const header = Buffer.alloc(68);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(60 + data.length, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(40, 16);
  header.writeUInt16LE(0xfffe, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(48_000, 24);
  header.writeUInt32LE(48_000 * channels * size, 28);
  header.writeUInt16LE(channels * size, 32);
  header.writeUInt16LE(8 * size, 34);
  header.writeUInt16LE(22, 36);
  header.writeUInt16LE(bits, 38);
  header.writeUInt32LE({ 1: 4, 2: 3 }[channels] ?? 0x3f, 40);
  header.write('0100000000001000800000aa00389b71', 44, 'hex');
  header.write('data', 60, 'latin1');
  header.writeUInt32LE(data.length, 64);
  return Buffer.concat([header, data]);
}

describe.skipIf(!hasFlac)('what flac 1.4 encodes is decoded to the sample:', () => {
  it.each<[bits: number, channels: number, words: string]>([
    [4, 1, '-5'],
    [5, 2, '-8'],
    [7, 1, '-0'],
    [8, 2, '-5'],
    [12, 1, '-8'],
    [13, 2, '-5 -r 8'],
    [16, 1, '-0'],
    [16, 2, '-5'],
    [16, 2, '-8 -l 32 -b 4608'],
    [16, 2, '-1 -b 577'],
    [16, 6, '-5'],
    [17, 2, '-5'],
    [20, 2, '-8'],
    [24, 2, '-8 -l 32'],
    [24, 6, '-3'],
    [28, 1, '-5'],
    [31, 2, '-5'],
    [32, 1, '-8 -l 32'],
    [32, 2, '-5'],
    [32, 2, '-0'],
  ])('%i bits, %i channels, flac %s', async (bits, channels, words) => {
    const wav = join(folder, 'sound.wav');
    const flac = join(folder, 'sound.flac');
    const sound = wavOf({ bits, channels });
    writeFileSync(wav, sound);
    execFileSync('flac', ['-s', '-f', '--lax', ...words.split(' '), wav, '-o', flac]);
    const decoded = await gather(decodeAudio(streamOf(readFileSync(flac)), 'sound.flac'));
    const source = await gather(decodeAudio(streamOf(sound), 'sound.wav'));
    expect(decoded.sampleRateHz).toBe(48_000);
    expect(decoded.samples).toHaveLength(6000);
    const worst = decoded.samples.reduce(
      (most, value, i) => Math.max(most, Math.abs(value - (source.samples[i] as number))),
      0,
    );
    // Both are rounded to floats, the mean of six channels in another order.
    expect(worst).toBeLessThan(1e-7);
  });
});
