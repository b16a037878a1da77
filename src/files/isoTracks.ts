import { latin1 } from './bytePattern.js';

/** Codecs of a single picture: the cover of a podcast's chapter, no film. */
const STILL_PICTURES = new Set(['jpeg', 'png ']);

/**
 * Whether MP4, QuickTime or 3GP holds a film: whether one of its tracks shows pictures that move.
 *
 * Source: ISO/IEC 14496-12, 8.3 to 8.5.
 *
 * @param movie the content of the box `moov`, which lists the tracks
 */
export function holdsIsoFilm(movie: Uint8Array): boolean {
  return boxesOf(movie).some(({ type, content }) => type === 'trak' && isFilm(content));
}

function isFilm(track: Uint8Array): boolean {
  const media = childOf(track, 'mdia');
  const handler = childOf(media, 'hdlr');
  // Its version and flags, four bytes of nothing, and what it handles.
  if (latin1(handler.subarray(8, 12)) !== 'vide') return false;
  const samples = childOf(childOf(childOf(media, 'minf'), 'stbl'), 'stsd');
  // Its version and flags, the number of entries, and the first one's size.
  return !STILL_PICTURES.has(latin1(samples.subarray(12, 16)));
}

/** The content of the first box of that type; empty if there is none. */
function childOf(bytes: Uint8Array, wanted: string): Uint8Array {
  return boxesOf(bytes).find(({ type }) => type === wanted)?.content ?? new Uint8Array();
}

interface Box {
  readonly type: string;
  readonly content: Uint8Array;
}

function boxesOf(bytes: Uint8Array): Box[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const boxes: Box[] = [];
  for (let at = 0; at + 8 <= bytes.length; ) {
    const size = view.getUint32(at);
    // 0: it goes on to the end. No box of these is so large that its size takes eight bytes.
    const end = size === 0 ? bytes.length : at + size;
    if (end < at + 8) break;
    boxes.push({
      type: latin1(bytes.subarray(at + 4, at + 8)),
      content: bytes.subarray(at + 8, end),
    });
    at = end;
  }
  return boxes;
}
