import { latin1 } from './bytePattern.js';
import type { FileFormat } from './fileFormat.js';

/** Element identifiers, with their length markers (RFC 8794; RFC 9559, 5). */
const EBML = 0x1a45dfa3;
const DOC_TYPE = 0x4282;
const SEGMENT = 0x18538067;
const TRACKS = 0x1654ae6b;
const TRACK_ENTRY = 0xae;
const TRACK_TYPE = 0x83;

const VIDEO_TRACK = 1;

/**
 * Matroska or WebM: audio, unless one of its tracks is of pictures. A cover is an attachment, no track.
 * Undefined for anything else.
 */
export function matroskaFormat(bytes: Uint8Array): FileFormat | undefined {
  const [header, segment] = [...elementsOf(bytes)];
  if (header?.id !== EBML) return undefined;
  const docType = find(header.content, DOC_TYPE);
  const isWebm = docType !== undefined && latin1(docType).startsWith('webm');
  const tracks = segment?.id === SEGMENT ? find(segment.content, TRACKS) : undefined;
  for (const { id, content } of elementsOf(tracks ?? new Uint8Array())) {
    if (id === TRACK_ENTRY && find(content, TRACK_TYPE)?.at(-1) === VIDEO_TRACK) return FILM;
  }
  return { is: 'foreign', name: isWebm ? 'WebM audio' : 'Matroska audio' };
}

const FILM: FileFormat = {
  is: 'other',
  name: 'a WebM or Matroska (MKV) film',
  remedy: 'Export its sound as WAV first.',
};

interface Element {
  readonly id: number;
  /** As much of it as there is. */
  readonly content: Uint8Array;
}

function find(bytes: Uint8Array, wanted: number): Uint8Array | undefined {
  for (const { id, content } of elementsOf(bytes)) if (id === wanted) return content;
  return undefined;
}

/** The elements that follow one another here; the last one may be cut, or have no end. */
function* elementsOf(bytes: Uint8Array): Generator<Element> {
  for (let at = 0; at < bytes.length; ) {
    const idBytes = vintBytes(bytes[at]);
    const sizeBytes = vintBytes(bytes[at + idBytes]);
    const contentStart = at + idBytes + sizeBytes;
    if (idBytes > 4 || sizeBytes > 8 || contentStart > bytes.length) return;
    const id = numberOf([...bytes.subarray(at, at + idBytes)]);
    const [first = 0, ...rest] = bytes.subarray(at + idBytes, contentStart);
    const highest = first & (2 ** (8 - sizeBytes) - 1);
    const size = numberOf([highest, ...rest]);
    // All ones: a live recorder did not know the size, and the element goes on to the end.
    const isOpen = highest === 2 ** (8 - sizeBytes) - 1 && rest.every((byte) => byte === 0xff);
    const end = isOpen ? bytes.length : contentStart + size;
    yield { id, content: bytes.subarray(contentStart, end) };
    at = end;
  }
}

/** The length of a number by its first byte: one more than that has leading zeros. */
function vintBytes(first = 0): number {
  return Math.clz32(first) - 23;
}

/** Exact below 2^53, which no file's size exceeds. */
function numberOf(bytes: readonly number[]): number {
  return bytes.reduce((number, byte) => number * 256 + byte, 0);
}
