import { WRITTEN_BY } from '../writtenBy.js';
import { RENDER_RATE_HZ, type StereoBlock } from './stereoBlock.js';

/** Two samples of three bytes. */
export const WAV_FRAME_BYTES = 6;

/** Who wrote it: the name of a program, in an even number of bytes that end with a zero (RIFF, chunk INFO of a LIST). */
const SOFTWARE = new TextEncoder().encode(`${WRITTEN_BY}\0`.padEnd(14, '\0'));

/** RIFF and WAVE, the chunk of the format, the list with the software's name, and the head of the samples. */
export const WAV_HEADER_BYTES = 12 + 24 + (20 + SOFTWARE.length) + 8;

/** The largest and smallest whole numbers of 24 bits are this and one further below zero. */
export const FULL_SCALE = 2 ** 23 - 1;

const PCM = 1;
const CHANNELS = 2;
const BITS = 24;

/**
 * The header of a WAV file of 24 bits in stereo at 44.1 kHz, after which its frames follow.
 *
 * @param frames at most 715 million, 4½ hours, whose bytes 32 bits can count
 */
export function wavHeader(frames: number): Uint8Array {
  const header = new Uint8Array(WAV_HEADER_BYTES);
  const view = new DataView(header.buffer);
  const dataBytes = frames * WAV_FRAME_BYTES;
  writeLetters(header, 0, 'RIFF');
  view.setUint32(4, WAV_HEADER_BYTES - 8 + dataBytes, true);
  writeLetters(header, 8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, PCM, true);
  view.setUint16(22, CHANNELS, true);
  view.setUint32(24, RENDER_RATE_HZ, true);
  view.setUint32(28, RENDER_RATE_HZ * WAV_FRAME_BYTES, true);
  view.setUint16(32, WAV_FRAME_BYTES, true);
  view.setUint16(34, BITS, true);
  writeLetters(header, 36, 'LIST');
  view.setUint32(40, 12 + SOFTWARE.length, true);
  writeLetters(header, 44, 'INFOISFT');
  view.setUint32(52, SOFTWARE.length, true);
  header.set(SOFTWARE, 56);
  writeLetters(header, WAV_HEADER_BYTES - 8, 'data');
  view.setUint32(WAV_HEADER_BYTES - 4, dataBytes, true);
  return header;
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
  const value = Math.round(Math.max(-FULL_SCALE, Math.min(FULL_SCALE, level)));
  bytes[at] = value & 0xff;
  bytes[at + 1] = (value >> 8) & 0xff;
  bytes[at + 2] = (value >> 16) & 0xff;
}

function writeLetters(bytes: Uint8Array, at: number, letters: string): void {
  bytes.set(new TextEncoder().encode(letters), at);
}
