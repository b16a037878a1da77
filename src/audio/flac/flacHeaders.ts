import { type BitCursor, readBits } from './bitCursor.js';
import { flacHeaderChecksum } from './flacChecksums.js';

/** The bytes of a STREAMINFO block, which opens every FLAC stream. */
const STREAM_INFO_BYTES = 34;

/** What the stream says of all its frames. */
export interface FlacStreamInfo {
  readonly sampleRateHz: number;
  readonly bits: number;
  /** Samples of each channel; undefined where the encoder could not know. */
  readonly promisedSamples: number | undefined;
}

/** Reads the content of a STREAMINFO block (RFC 9639, 8.2); undefined if it is cut. */
export function parseStreamInfo(bytes: Uint8Array): FlacStreamInfo | undefined {
  if (bytes.length < STREAM_INFO_BYTES) return undefined;
  // The sizes of blocks and frames stand before.
  const cursor: BitCursor = { bytes, position: 80 };
  const sampleRateHz = readBits(cursor, 20);
  readBits(cursor, 3);
  const bits = readBits(cursor, 5) + 1;
  return { sampleRateHz, bits, promisedSamples: readBits(cursor, 36) || undefined };
}

/** What a frame says of itself. */
export interface FlacFrameHeader {
  readonly headerBytes: number;
  readonly blockSize: number;
  readonly sampleRateHz: number;
  readonly channels: number;
  /** Which channel is stored as a difference of two, if any. */
  readonly stereo: 'independent' | 'left-side' | 'side-right' | 'mid-side';
  readonly bits: number;
}

/** No header is longer. */
export const MOST_HEADER_BYTES = 16;

const SAMPLE_RATES_HZ = [
  88_200, 176_400, 192_000, 8000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000,
];

const BITS = [undefined, 8, 12, undefined, 16, 20, 24, 32];

const STEREO = ['left-side', 'side-right', 'mid-side'] as const;

/** Reads the header of a frame (RFC 9639, 9.1); undefined where none stands, by its checksum too. */
export function parseFrameHeader(
  bytes: Uint8Array,
  info: Pick<FlacStreamInfo, 'sampleRateHz' | 'bits'>,
): FlacFrameHeader | undefined {
  // Fifteen bits that open every frame; the sixteenth says how blocks are numbered.
  if (bytes[0] !== 0xff || ((bytes[1] ?? 0) & 0xfe) !== 0xf8) return undefined;
  const cursor: BitCursor = { bytes: bytes.subarray(0, MOST_HEADER_BYTES), position: 16 };
  try {
    const sizeCode = readBits(cursor, 4);
    const rateCode = readBits(cursor, 4);
    const channelCode = readBits(cursor, 4);
    const bitsCode = readBits(cursor, 3);
    const reserved = readBits(cursor, 1);
    skipNumber(cursor);
    const blockSize = readBlockSize(cursor, sizeCode);
    const sampleRateHz = rateCode === 0 ? info.sampleRateHz : readSampleRate(cursor, rateCode);
    const bits = bitsCode === 0 ? info.bits : BITS[bitsCode];
    const headerBytes = cursor.position / 8 + 1;
    const checksum = readBits(cursor, 8);
    if (blockSize === undefined || sampleRateHz === undefined || bits === undefined)
      return undefined;
    if (channelCode > 10 || reserved !== 0) return undefined;
    if (flacHeaderChecksum(bytes.subarray(0, headerBytes - 1)) !== checksum) return undefined;
    return {
      headerBytes,
      blockSize,
      sampleRateHz,
      channels: channelCode < 8 ? channelCode + 1 : 2,
      stereo: STEREO[channelCode - 8] ?? 'independent',
      bits,
    };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The number of the frame or of its first sample, in the way of UTF-8: as many bytes as there are ones first. */
function skipNumber(cursor: BitCursor): void {
  const first = readBits(cursor, 8);
  const more = first < 0x80 ? 0 : Math.clz32(~first << 24) - 1;
  cursor.position += 8 * more;
}

function readBlockSize(cursor: BitCursor, code: number): number | undefined {
  if (code === 0) return undefined;
  if (code === 1) return 192;
  if (code <= 5) return 144 * 2 ** code;
  if (code === 6) return readBits(cursor, 8) + 1;
  if (code === 7) return readBits(cursor, 16) + 1;
  return 2 ** code;
}

function readSampleRate(cursor: BitCursor, code: number): number | undefined {
  if (code === 12) return readBits(cursor, 8) * 1000;
  if (code === 13) return readBits(cursor, 16);
  if (code === 14) return readBits(cursor, 16) * 10;
  return SAMPLE_RATES_HZ[code - 1];
}
