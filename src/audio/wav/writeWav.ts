import { WRITTEN_BY } from '../../files/writtenBy.js';
import { clamp } from '../../math/clamp.js';
import { RENDER_RATE_HZ, type StereoBlock } from '../stereoBlock.js';

/** Two samples of three bytes. */
export const WAV_FRAME_BYTES = 6;

/** Who wrote it: the name of a program, in an even number of bytes that end with a zero (RIFF, chunk INFO of a LIST). */
const SOFTWARE = new TextEncoder().encode(`${WRITTEN_BY}\0`.padEnd(14, '\0'));

/** RIFF and WAVE, the chunk of the format, the list with the software's name, and the head of the samples. */
const SHORT_HEADER_BYTES = 12 + 24 + (20 + SOFTWARE.length) + 8;

/** The chunk ds64 with its head: three sizes of 64 bits, and the length of an empty table. */
const LONG_SIZES_BYTES = 8 + 28;

/** What stands where a size takes more than 32 bits. */
const SEE_LONG_SIZE = 0xffffffff;

/** The largest and smallest whole numbers of 24 bits are this and one further below zero. */
export const FULL_SCALE = 2 ** 23 - 1;

const PCM = 1;
const CHANNELS = 2;
const BITS = 24;

/** The length of `wavHeader` for so many frames. */
export function wavHeaderBytes(frames: number): number {
  const isLong = SHORT_HEADER_BYTES - 8 + frames * WAV_FRAME_BYTES >= SEE_LONG_SIZE;
  return SHORT_HEADER_BYTES + (isLong ? LONG_SIZES_BYTES : 0);
}

/**
 * The header of a WAV file of 24 bits in stereo at 44.1 kHz, after which its frames follow.
 *
 * Up to 4 GB, 4½ hours, it is RIFF, which every program reads; beyond, whose sizes take 64 bits, it is RF64
 * (EBU Tech 3306, 2009).
 *
 * @param frames up to 2^50
 */
export function wavHeader(frames: number): Uint8Array {
  const header = new Uint8Array(wavHeaderBytes(frames));
  const isLong = header.length > SHORT_HEADER_BYTES;
  const dataBytes = frames * WAV_FRAME_BYTES;
  const fileBytes = header.length - 8 + dataBytes;
  writeLetters(header, 0, isLong ? 'RF64' : 'RIFF');
  writeSize(header, 4, isLong ? SEE_LONG_SIZE : fileBytes);
  writeLetters(header, 8, 'WAVE');
  // The chunk of long sizes comes before all others.
  if (isLong) header.set(longSizes({ fileBytes, dataBytes, frames }), 12);
  header.set(formatAndSoftware(), isLong ? 12 + LONG_SIZES_BYTES : 12);
  writeLetters(header, header.length - 8, 'data');
  writeSize(header, header.length - 4, isLong ? SEE_LONG_SIZE : dataBytes);
  return header;
}

function longSizes(sizes: { fileBytes: number; dataBytes: number; frames: number }): Uint8Array {
  const chunk = new Uint8Array(LONG_SIZES_BYTES);
  const view = new DataView(chunk.buffer);
  writeLetters(chunk, 0, 'ds64');
  writeSize(chunk, 4, LONG_SIZES_BYTES - 8);
  view.setBigUint64(8, BigInt(sizes.fileBytes), true);
  view.setBigUint64(16, BigInt(sizes.dataBytes), true);
  view.setBigUint64(24, BigInt(sizes.frames), true);
  return chunk;
}

function formatAndSoftware(): Uint8Array {
  const chunks = new Uint8Array(24 + 20 + SOFTWARE.length);
  const view = new DataView(chunks.buffer);
  writeLetters(chunks, 0, 'fmt ');
  writeSize(chunks, 4, 16);
  view.setUint16(8, PCM, true);
  view.setUint16(10, CHANNELS, true);
  writeSize(chunks, 12, RENDER_RATE_HZ);
  writeSize(chunks, 16, RENDER_RATE_HZ * WAV_FRAME_BYTES);
  view.setUint16(20, WAV_FRAME_BYTES, true);
  view.setUint16(22, BITS, true);
  writeLetters(chunks, 24, 'LIST');
  writeSize(chunks, 28, 12 + SOFTWARE.length);
  writeLetters(chunks, 32, 'INFOISFT');
  writeSize(chunks, 40, SOFTWARE.length);
  chunks.set(SOFTWARE, 44);
  return chunks;
}

/** The bytes of some frames, each sample times the gain, rounded, and cut off at full scale. */
export function wavFrames({ left, right }: StereoBlock, gain: number): Uint8Array {
  const bytes = new Uint8Array(left.length * WAV_FRAME_BYTES);
  const scale = gain * FULL_SCALE;
  for (let frame = 0, at = 0; frame < left.length; frame++, at += WAV_FRAME_BYTES) {
    writeSample(bytes, at, (left[frame] as number) * scale);
    writeSample(bytes, at + 3, (right[frame] as number) * scale);
  }
  return bytes;
}

function writeSample(bytes: Uint8Array, at: number, level: number): void {
  const value = Math.round(clamp(level, -FULL_SCALE, FULL_SCALE));
  bytes[at] = value & 0xff;
  bytes[at + 1] = (value >> 8) & 0xff;
  bytes[at + 2] = (value >> 16) & 0xff;
}

function writeSize(bytes: Uint8Array, at: number, size: number): void {
  new DataView(bytes.buffer).setUint32(at, size, true);
}

function writeLetters(bytes: Uint8Array, at: number, letters: string): void {
  bytes.set(new TextEncoder().encode(letters), at);
}
