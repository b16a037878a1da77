import { latin1, startsLike } from './bytePattern.js';
import type { DecodableFormat, FileFormat } from './fileFormat.js';

/** A page's header, before the lengths of what is in it (RFC 3533, 6). */
const PAGE_HEADER_BYTES = 27;

/** Set in the flags of a stream's first page. */
const BEGINS_STREAM = 2;

const DECODABLE: readonly (readonly [opening: string, name: DecodableFormat])[] = [
  ['\x01vorbis', 'Ogg Vorbis'],
  ['OpusHead', 'Ogg Opus'],
  ['\x7fFLAC', 'Ogg FLAC'],
];

const FOREIGN: readonly (readonly [opening: string, name: string])[] = [
  ['Speex   ', 'Ogg Speex audio'],
  ['CELT    ', 'Ogg CELT audio'],
  ['PCM     ', 'Ogg PCM audio'],
];

const PICTURES = ['\x80theora', 'BBCD\0', 'OVP80', '\x80daala', '\x8bJNG', '\x8aMNG'];

/** The codec that a stream's first packet names, if it is decoded here. */
export function oggCodec(packet: Uint8Array): DecodableFormat | undefined {
  return DECODABLE.find(([opening]) => startsLike(packet, opening))?.[1];
}

/**
 * What an Ogg file holds, by the first packets of all its streams, which open it one after another: a skeleton,
 * which describes the others, may stand first. Undefined for what is no Ogg.
 */
export function oggFormat(bytes: Uint8Array): FileFormat | undefined {
  if (!startsLike(bytes, 'OggS')) return undefined;
  const packets = firstPackets(bytes);
  const isFilm = packets.some((packet) => PICTURES.some((start) => startsLike(packet, start)));
  if (isFilm) return film('an Ogg film');
  for (const packet of packets) {
    const codec = oggCodec(packet);
    if (codec !== undefined) return { is: 'decodable', name: codec };
    const foreign = FOREIGN.find(([opening]) => startsLike(packet, opening));
    if (foreign !== undefined) return { is: 'foreign', name: foreign[1] };
  }
  return film('Ogg of an unknown kind');
}

function film(name: string): FileFormat {
  return { is: 'other', name, remedy: 'Export its sound as WAV first.' };
}

function firstPackets(bytes: Uint8Array): Uint8Array[] {
  const packets: Uint8Array[] = [];
  for (let at = 0; latin1(bytes.subarray(at, at + 4)) === 'OggS'; ) {
    if (((bytes[at + 5] ?? 0) & BEGINS_STREAM) === 0) break;
    const start = at + PAGE_HEADER_BYTES;
    const lengths = bytes.subarray(start, start + (bytes[start - 1] ?? 0));
    const bodyStart = start + lengths.length;
    const end = bodyStart + lengths.reduce((sum, length) => sum + length, 0);
    packets.push(bytes.subarray(bodyStart, end));
    at = end;
  }
  return packets;
}
