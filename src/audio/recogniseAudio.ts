import { type AudioFormat, audioFormatOf, FORMAT_BYTES } from './audioFormat.js';
import type { ByteReader } from './byteReader.js';

/** The list of its tracks is hardly ever so large; a damaged length may say anything. */
const MOST_TRACKS_BYTES = 64 * 2 ** 20;

/**
 * What a stream is: by its first bytes, which stay where they are, and of MP4 and its kin by the tracks in
 * it, for which the stream is read as far as they stand: whether it is film or sound, nothing else says.
 */
export async function recogniseAudio(reader: ByteReader): Promise<AudioFormat> {
  const start = await reader.peek(FORMAT_BYTES);
  const format = audioFormatOf(start);
  const isIsoMedia = format.is === 'foreign' && latin1(start.subarray(4, 8)) === 'ftyp';
  if (!isIsoMedia || !(await holdsPicture(reader))) return format;
  return {
    is: 'other',
    name: format.name === 'QuickTime audio' ? 'a QuickTime film' : 'an MP4 film',
    remedy: 'Export its sound as WAV first.',
  };
}

/** Goes from box to box to the one that lists the tracks (ISO/IEC 14496-12) and asks whether one of them is `vide`. */
async function holdsPicture(reader: ByteReader): Promise<boolean> {
  for (;;) {
    const header = Buffer.from(await reader.take(8));
    if (header.length < 8) return false;
    const type = latin1(header.subarray(4, 8));
    let contentBytes = header.readUInt32BE(0) - 8;
    // 1: the size follows in eight bytes. 0: it goes on to the end of the file.
    if (contentBytes === 1 - 8) {
      const long = Buffer.from(await reader.take(8));
      if (long.length < 8) return false;
      contentBytes = Number(long.readBigUInt64BE(0)) - 16;
    } else if (contentBytes === 0 - 8) {
      contentBytes = Number.MAX_SAFE_INTEGER;
    }
    if (contentBytes < 0) return false;
    if (type === 'moov') {
      const tracks = await reader.take(Math.min(contentBytes, MOST_TRACKS_BYTES));
      // A handler's box: its name, version and flags, four bytes of nothing, and what it handles.
      return /hdlr.{8}vide/s.test(latin1(tracks));
    }
    await reader.skip(contentBytes);
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}
