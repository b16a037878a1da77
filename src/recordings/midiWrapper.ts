import { checkArguments } from '../checks/checkOptions.js';
import { chunkId, printableId } from './chunks.js';

/** The bytes of a Standard MIDI File, which begins with MThd, and what was taken off around it. */
export interface Unwrapped {
  readonly midi: Uint8Array;
  readonly skipped: readonly string[];
}

/** Name, type and sizes of a file of an old Macintosh, put before it when it went to another machine. */
const MAC_BINARY_BYTES = 128;

/** A header and an empty track. */
const LEAST_MIDI_BYTES = 22;

/** Names, pictures and sound banks are half a dozen; a hostile file has a chunk in every 8 bytes. */
const MOST_OTHER_CHUNKS = 64;

/**
 * Whether bytes begin as a MIDI file does: bare (MThd), in a RIFF wrapper (RMID), or behind a MacBinary
 * header.
 *
 * @param bytes the beginning of a file; 12 bytes tell the first two, 132 all
 */
export function isMidi(bytes: Uint8Array): boolean {
  checkArguments({ bytes }, { bytes: 'bytes' });
  return chunkId(bytes, 0) === 'MThd' || isRmid(bytes) || isMacBinary(bytes);
}

/**
 * The MIDI file in a file; undefined where there is none.
 *
 * Source: the RMID form of Microsoft's RIFF (1991): a chunk `data` holds the file, others may stand
 * around it, and chunks of odd length are followed by a byte of padding.
 */
export function unwrapMidi(bytes: Uint8Array): Unwrapped | undefined {
  if (chunkId(bytes, 0) === 'MThd') return { midi: bytes, skipped: [] };
  if (isRmid(bytes)) return unwrapRmid(bytes);
  if (!isMacBinary(bytes)) return undefined;
  return {
    midi: bytes.subarray(MAC_BINARY_BYTES),
    skipped: ['the file has a MacBinary header, left out'],
  };
}

function isRmid(bytes: Uint8Array): boolean {
  return chunkId(bytes, 0) === 'RIFF' && chunkId(bytes, 8) === 'RMID';
}

/** A zero, a name of 1 to 63 characters, and the file itself after 128 bytes. */
function isMacBinary(bytes: Uint8Array): boolean {
  const [first, nameLength = 0] = bytes;
  const hasName = first === 0 && nameLength >= 1 && nameLength <= 63;
  return hasName && chunkId(bytes, MAC_BINARY_BYTES) === 'MThd';
}

function unwrapRmid(bytes: Uint8Array): Unwrapped | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const others = new Set<string>();
  let found: Uint8Array | undefined;
  let position = 12;
  while (position + 8 <= bytes.length && others.size < MOST_OTHER_CHUNKS) {
    const id = chunkId(bytes, position);
    const end = position + 8 + buffer.readUInt32LE(position + 4);
    const holdsMidi = id === 'data' && chunkId(bytes, position + 8) === 'MThd';
    const isTooShort = holdsMidi && end < position + 8 + LEAST_MIDI_BYTES;
    const next = isTooShort ? undefined : nextChunk(bytes, end);
    if (holdsMidi) found ??= bytes.subarray(position + 8, next === undefined ? bytes.length : end);
    else if (next !== undefined) others.add(printableId(id));
    if (next === undefined) break;
    position = next;
  }
  if (!found) {
    // Sizes that lead nowhere: the file is looked for itself.
    const start = buffer.indexOf('MThd', 12, 'latin1');
    if (start === -1) return undefined;
    found = bytes.subarray(start);
  }
  const left = [...others].map((id) => `, chunk «${id}» left out`).join('');
  return { midi: found, skipped: [`the file was taken out of its RIFF wrapper${left}`] };
}

/** Where the next chunk of a RIFF file begins, or the file ends; undefined if the size before was wrong. */
function nextChunk(bytes: Uint8Array, end: number): number | undefined {
  // With the padding that the standard asks for behind an odd length, or without it, or with it everywhere.
  const places = end % 2 === 0 ? [end, end + 1] : [end + 1, end];
  return places.find(
    (place) =>
      place === bytes.length ||
      (place + 8 <= bytes.length && /^[ -~]{4}$/.test(chunkId(bytes, place))),
  );
}
