import { latin1, startsLike } from './bytePattern.js';
import type { FileFormat } from './fileFormat.js';

/** The codes of what is read here: whole numbers and floating-point numbers. */
export const PCM = 1;
export const FLOAT = 3;

/** The real code stands at the beginning of a GUID further on. */
const EXTENSIBLE = 0xfffe;

/** What else recorders write, by its code (RFC 2361). */
const CODECS: Readonly<Record<number, string>> = {
  2: 'Microsoft ADPCM',
  6: 'A-law',
  7: 'µ-law',
  17: 'IMA ADPCM',
  32: 'Yamaha ADPCM',
  34: 'TrueSpeech',
  49: 'GSM 6.10',
  64: 'G.721 ADPCM',
  69: 'G.726 ADPCM',
  80: 'MPEG',
  85: 'MP3',
  255: 'AAC',
  353: 'WMA',
  8192: 'AC-3',
};

/** The words that follow the size of a file with chunks, whatever stands there. */
const FIRST_CHUNK = 12;

/**
 * WAV (RIFF, RF64, BW64 or RIFX), by the codec that its format chunk names; undefined for anything else.
 *
 * Big-endian RIFX is left to others. Where there is no format chunk in these bytes, its reader says so.
 */
export function wavFormat(bytes: Uint8Array): FileFormat | undefined {
  if (startsLike(bytes, 'RIFX????WAVE')) return { is: 'foreign', name: 'RIFX audio' };
  if (!['RIFF', 'RF64', 'BW64'].some((id) => startsLike(bytes, `${id}????WAVE`))) return undefined;
  const codec = findCodec(bytes);
  return codec === undefined || codec === PCM || codec === FLOAT
    ? { is: 'decodable', name: 'WAV' }
    : { is: 'foreign', name: `WAV audio in ${codecName(codec)}` };
}

/** The codec by the content of a format chunk, an extensible one's included; at least 16 bytes. */
export function wavCodec(format: DataView): number {
  const code = format.getUint16(0, true);
  return code === EXTENSIBLE && format.byteLength >= 26 ? format.getUint16(24, true) : code;
}

/** A codec in words that follow «in». */
export function codecName(codec: number): string {
  return CODECS[codec] ?? `codec ${codec}`;
}

function findCodec(bytes: Uint8Array): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = FIRST_CHUNK; at + 24 <= bytes.length; ) {
    const size = view.getUint32(at + 4, true);
    if (latin1(bytes.subarray(at, at + 4)) === 'fmt ') {
      const end = Math.min(at + 8 + size, bytes.length);
      return end - at - 8 < 16
        ? undefined
        : wavCodec(new DataView(view.buffer, view.byteOffset + at + 8, end - at - 8));
    }
    at += 8 + size;
    // A chunk of odd length is followed by a zero, which some writers forget.
    if (size % 2 === 1 && bytes[at] === 0) at++;
  }
  return undefined;
}
