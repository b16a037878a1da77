import { MPEGDecoder } from 'mpg123-decoder';
import type { AudioBlock } from './audioBlock.js';
import { FORMAT_BYTES } from './audioFormat.js';
import type { ByteReader } from './byteReader.js';
import { decodeStream } from './decodeStream.js';
import { findMpegFrame } from './mpegFrame.js';

/** What lies before the first frame, tags aside, is looked through up to here. */
const MOST_GARBAGE_BYTES = 4 * 2 ** 20;

/**
 * An MP3's sound (MPEG audio of any layer), both channels as one, without the silence that encoders put
 * around it where the file says how much that is. Tags and garbage before the first frame are passed over.
 */
export async function* decodeMp3(reader: ByteReader): AsyncGenerator<AudioBlock> {
  await skipTags(reader);
  if (!(await skipToFrame(reader))) return;
  const decoder = new MPEGDecoder();
  await decoder.ready;
  yield* decodeStream(reader.rest(), decoder);
}

/** ID3v2 tags, pictures included; their length is written in four bytes of seven bits (id3.org, ID3v2.4). */
async function skipTags(reader: ByteReader): Promise<void> {
  for (;;) {
    const header = await reader.peek(10);
    if (header.length < 10 || Buffer.from(header.subarray(0, 3)).toString('latin1') !== 'ID3')
      return;
    const sizeBytes = header.subarray(6, 10).reduce((size, byte) => size * 128 + (byte & 127), 0);
    const hasFooter = ((header[5] as number) & 0x10) !== 0;
    await reader.skip(10 + sizeBytes + (hasFooter ? 10 : 0));
  }
}

/** Whether there is a frame, which then comes next. */
async function skipToFrame(reader: ByteReader): Promise<boolean> {
  for (let skipped = 0; skipped < MOST_GARBAGE_BYTES; ) {
    const window = await reader.peek(FORMAT_BYTES);
    const frame = findMpegFrame(window);
    if (frame !== undefined) {
      await reader.skip(frame);
      return true;
    }
    // A frame, and those after it by which it is known, may begin in one window and end in the next.
    const passed = await reader.skip(Math.max(1, window.length - FORMAT_BYTES / 4));
    if (window.length < FORMAT_BYTES) return false;
    skipped += passed;
  }
  return false;
}
