import { latin1 } from '../../files/bytePattern.js';
import { WRITTEN_BY } from '../../files/writtenBy.js';
import { tagTitle } from '../tagTitle.js';
import { writeOggChecksum } from './oggChecksum.js';

const PAGE_HEADER_BYTES = 27;

/** A piece of a packet that is so long goes on in the next one. */
const FULL_SEGMENT = 255;

const MOST_SEGMENTS = 255;

/** How the header of comments begins, and that of the codebooks behind it. */
const COMMENTS = '\x03vorbis';
const CODEBOOKS = '\x05vorbis';

/**
 * The beginning of an Ogg Vorbis file with other comments: the program that wrote it, and the title unless it is empty
 * (Vorbis I, 5.2). What encoded it, the vendor, stays.
 *
 * The program stands first, so that it is near the beginning of the file however long the title is. Comments and
 * codebooks stay on the one page on which they were, so that no later page has to be numbered anew.
 *
 * @param bytes the first page, which names the codec, the second, and maybe more
 */
export function writeVorbisComments(bytes: Uint8Array, title: string): Uint8Array {
  const first = pageAt(bytes, 0);
  const second = pageAt(bytes, first.end);
  const codebooksAt = latin1(second.body).indexOf(CODEBOOKS);
  const isExpected = latin1(second.body).startsWith(COMMENTS) && codebooksAt > 0;
  if (!isExpected) throw new Error('The Vorbis encoder gave headers that are none.');
  const codebooks = second.body.subarray(codebooksAt);
  const page = pageOf(second.header, [commentPacket(vendorOf(second.body), title), codebooks]);
  return Buffer.concat([bytes.subarray(0, first.end), page, bytes.subarray(second.end)]);
}

function pageAt(bytes: Uint8Array, start: number) {
  const count = bytes[start + PAGE_HEADER_BYTES - 1] as number;
  const bodyAt = start + PAGE_HEADER_BYTES + count;
  const lengths = bytes.subarray(start + PAGE_HEADER_BYTES, bodyAt);
  const end = bodyAt + lengths.reduce((sum, length) => sum + length, 0);
  const header = bytes.subarray(start, start + PAGE_HEADER_BYTES);
  return { header, body: bytes.subarray(bodyAt, end), end };
}

/** The name of the encoder, behind the packet's beginning and its own length. */
function vendorOf(packet: Uint8Array): Uint8Array {
  const at = COMMENTS.length;
  const length = new DataView(packet.buffer, packet.byteOffset).getUint32(at, true);
  return packet.subarray(at + 4, at + 4 + length);
}

function commentPacket(vendor: Uint8Array, title: string): Uint8Array {
  const name = tagTitle(title);
  const comments = [`ENCODER=${WRITTEN_BY}`, ...(name === '' ? [] : [`TITLE=${name}`])];
  const framing = Uint8Array.of(1);
  return Buffer.concat([
    Buffer.from(COMMENTS, 'latin1'),
    withLength(vendor),
    uint32(comments.length),
    ...comments.map((comment) => withLength(Buffer.from(comment))),
    framing,
  ]);
}

function withLength(bytes: Uint8Array): Uint8Array {
  return Buffer.concat([uint32(bytes.length), bytes]);
}

function uint32(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** A page of whole packets, for the rest as that of the header. */
function pageOf(header: Uint8Array, packets: readonly Uint8Array[]): Uint8Array {
  const lengths = packets.flatMap(({ length }) => [
    ...new Array<number>(Math.floor(length / FULL_SEGMENT)).fill(FULL_SEGMENT),
    length % FULL_SEGMENT,
  ]);
  // Codebooks take 15 segments and a title of 1,000 characters at most 16.
  if (lengths.length > MOST_SEGMENTS) throw new Error('The Vorbis headers take more than a page.');
  const page = Buffer.concat([header, Uint8Array.from(lengths), ...packets]);
  page[PAGE_HEADER_BYTES - 1] = lengths.length;
  writeOggChecksum(page);
  return page;
}
