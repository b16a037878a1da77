import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeAudio } from '../../../src/audio/decodeAudio.js';
import { fixture, gather, streamOf } from '../fixtures.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mirror-chained-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The same stream under another serial number, as each link of a chain has one of its own (RFC 3533, 4). */
function withSerial(bytes: Uint8Array, serial: number): Buffer {
  const changed = Buffer.from(bytes);
  for (let at = 0; at < changed.length; ) {
    const count = changed[at + 26] as number;
    const lengths = changed.subarray(at + 27, at + 27 + count);
    const page = changed.subarray(
      at,
      at + 27 + count + lengths.reduce((sum, byte) => sum + byte, 0),
    );
    page.writeUInt32LE(serial, 14);
    page.writeUInt32LE(0, 22);
    page.writeUInt32LE(pageChecksum(page), 22);
    at += page.length;
  }
  return changed;
}

/** The checksum of RFC 3533, 6: the polynomial 0x04c11db7, its highest bit first. */
function pageChecksum(page: Uint8Array): number {
  let sum = 0;
  for (const byte of page) {
    sum ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) sum = sum < 0 ? (sum << 1) ^ 0x04c11db7 : sum << 1;
  }
  return sum >>> 0;
}

/** What another program makes of a file, as floats of all channels; undefined where it is not installed. */
function decodedBy(program: string, words: readonly string[]): Float32Array | undefined {
  try {
    const bytes = execFileSync(program, words, { stdio: ['ignore', 'pipe', 'ignore'] });
    return new Float32Array(new Uint8Array(bytes).buffer);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

describe('a chained Ogg file has as many samples as another reader finds:', () => {
  it.for<[file: string, channels: number, program: string, words: (path: string) => string[]]>([
    // Of Vorbis, ffmpeg leaves out the first 128 samples and sox a short link: decodeAudio.test.ts adds up what the links hold.
    // Its own decoder of Opus skips the beginning of the first link only.
    ['voice.opus', 1, 'ffmpeg', (path) => ['-c:a', 'libopus', '-i', path, '-f', 'f32le', '-']],
    ['stereo.oga', 2, 'ffmpeg', (path) => ['-i', path, '-f', 'f32le', '-']],
  ])('%s three times', async ([file, channels, program, words], { skip }) => {
    const link = fixture(file);
    const chain = Buffer.concat([1, 2, 3].map((serial) => withSerial(link, serial)));
    const path = join(folder, file);
    writeFileSync(path, chain);
    const other = decodedBy(program, words(path));
    if (other === undefined) return skip(`${program} is not installed`);
    const { samples } = await gather(decodeAudio(streamOf(chain), file));
    expect(samples).toHaveLength(other.length / channels);
  });
});
