import { latin1 } from '../files/bytePattern.js';
import { type FileFormat, FORMAT_BYTES, fileFormatOf } from '../files/fileFormat.js';
import { ID3_HEADER_BYTES, id3TagBytes } from '../files/id3Tag.js';
import { holdsIsoFilm } from '../files/isoTracks.js';
import type { ByteReader } from './byteReader.js';

/** The list of its tracks is hardly ever so large; a damaged length may say anything. */
const MOST_TRACKS_BYTES = 64 * 2 ** 20;

/**
 * What a stream is. ID3 tags before it are passed over; its first bytes stay where they are, but MP4 and its kin are
 * read as far as the list of their tracks, which alone says whether there is a film in them.
 */
export async function recogniseAudio(reader: ByteReader): Promise<FileFormat> {
  const isTagged = await skipId3Tags(reader);
  const start = await reader.peek(FORMAT_BYTES);
  const format = fileFormatOf(start, { isTagged });
  const isIsoMedia = format.is === 'foreign' && ISO_BOXES.has(latin1(start.subarray(4, 8)));
  if (!isIsoMedia || !(await holdsFilm(reader))) return format;
  return {
    is: 'other',
    name: `${format.name === 'QuickTime audio' ? 'a QuickTime' : 'an MP4'} film`,
    remedy: 'Export its sound as WAV first.',
  };
}

/** A file of boxes begins with one of these; QuickTime wrote the latter before there was the first. */
const ISO_BOXES = new Set(['ftyp', 'moov', 'mdat', 'wide']);

/** Passes the ID3 tags over that come next, of any length, and says whether there were any. */
async function skipId3Tags(reader: ByteReader): Promise<boolean> {
  let isTagged = false;
  for (;;) {
    const tagBytes = id3TagBytes(await reader.peek(ID3_HEADER_BYTES));
    if (tagBytes === 0) return isTagged;
    await reader.skip(tagBytes);
    isTagged = true;
  }
}

/** Goes from box to box to the one that lists the tracks (ISO/IEC 14496-12). */
async function holdsFilm(reader: ByteReader): Promise<boolean> {
  for (;;) {
    const header = Buffer.from(await reader.take(8));
    if (header.length < 8) return false;
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
    if (latin1(header.subarray(4, 8)) === 'moov') {
      return holdsIsoFilm(await reader.take(Math.min(contentBytes, MOST_TRACKS_BYTES)));
    }
    await reader.skip(contentBytes);
  }
}
