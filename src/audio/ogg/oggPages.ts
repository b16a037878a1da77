import { latin1, startsLike } from '../../files/bytePattern.js';
import type { ByteReader } from '../byteReader.js';

/** A page of an Ogg file (RFC 3533, 6). */
export interface OggPage {
  readonly serial: number;
  /** Its first packet began on an earlier page of the stream. */
  readonly isContinued: boolean;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** The codec's count of samples at the end of the last packet that ends here; undefined where none does. */
  readonly granule: number | undefined;
  /** The pieces of packets in it. All but the last end here; the last does if `isEnded`. */
  readonly pieces: readonly Uint8Array[];
  readonly isEnded: boolean;
}

const HEADER_BYTES = 27;

/** How a page begins, with the version. */
const MARK = 'OggS\0';

/** A piece of a packet that is so long goes on in the next one. */
const FULL_SEGMENT = 255;

/** No more than this is looked through for the next page at a time. */
const WINDOW_BYTES = 64 * 1024;

/** The pages of an Ogg file; what lies between them is passed over, and one that is cut at the end is left out. */
export async function* oggPages(reader: ByteReader): AsyncGenerator<OggPage> {
  while (await skipToPage(reader)) {
    const lengths = (await reader.peek(HEADER_BYTES + FULL_SEGMENT)).subarray(HEADER_BYTES);
    const count = (await reader.peek(HEADER_BYTES))[HEADER_BYTES - 1] ?? 0;
    const bodyBytes = lengths.subarray(0, count).reduce((sum, length) => sum + length, 0);
    const pageBytes = HEADER_BYTES + count + bodyBytes;
    const page = await reader.take(pageBytes);
    if (page.length === pageBytes) yield parsePage(page);
  }
}

async function skipToPage(reader: ByteReader): Promise<boolean> {
  for (;;) {
    // It comes next, unless the file is damaged.
    const next = await reader.peek(MARK.length);
    const window = startsLike(next, MARK) ? next : await reader.peek(WINDOW_BYTES);
    const start = latin1(window).indexOf(MARK);
    if (start >= 0) {
      await reader.skip(start);
      return (await reader.peek(HEADER_BYTES)).length === HEADER_BYTES;
    }
    // The mark may begin in one window and end in the next.
    await reader.skip(Math.max(1, window.length - MARK.length + 1));
    if (window.length < WINDOW_BYTES) return false;
  }
}

function parsePage(bytes: Uint8Array): OggPage {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const flags = view.getUint8(5);
  const granule = Number(view.getBigInt64(6, true));
  const lengths = bytes.subarray(HEADER_BYTES, HEADER_BYTES + view.getUint8(HEADER_BYTES - 1));
  return {
    serial: view.getUint32(14, true),
    isContinued: (flags & 1) !== 0,
    isFirst: (flags & 2) !== 0,
    isLast: (flags & 4) !== 0,
    granule: granule < 0 ? undefined : granule,
    pieces: [...piecesOf(lengths, bytes.subarray(HEADER_BYTES + lengths.length))],
    isEnded: (lengths.at(-1) ?? 0) < FULL_SEGMENT,
  };
}

function* piecesOf(lengths: Uint8Array, body: Uint8Array): Generator<Uint8Array> {
  let start = 0;
  let end = 0;
  for (const [index, length] of lengths.entries()) {
    end += length;
    if (length === FULL_SEGMENT && index < lengths.length - 1) continue;
    yield body.subarray(start, end);
    start = end;
  }
}
