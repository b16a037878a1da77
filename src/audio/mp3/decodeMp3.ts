import { MPEGDecoder } from 'mpg123-decoder';
import { FORMAT_BYTES } from '../../files/fileFormat.js';
import { findMpegFrame } from '../../files/mpegFrame.js';
import type { AudioBlock } from '../audioBlock.js';
import type { ByteReader } from '../byteReader.js';
import { decodeStream } from '../decodeStream.js';

/** What lies before the first frame is looked through up to here. */
const MOST_GARBAGE_BYTES = 4 * 2 ** 20;

/**
 * An MP3's sound (MPEG audio of any layer), both channels as one, without the silence that encoders put
 * around it where the file says how much that is. Garbage before the first frame is passed over.
 */
export async function* decodeMp3(reader: ByteReader): AsyncGenerator<AudioBlock> {
  if (!(await skipToFrame(reader))) return;
  const decoder = new MPEGDecoder();
  await decoder.ready;
  yield* decodeStream(reader.rest(), decoder);
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
