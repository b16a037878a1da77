import { type BitCursor, readBits } from './bitCursor.js';
import { flacFrameChecksum } from './flacChecksums.js';
import type { FlacFrameHeader } from './flacHeaders.js';
import { readSubframe } from './flacSubframe.js';

/** A frame of FLAC, decoded. */
export interface FlacFrame {
  /** The mean of all channels, −1 to 1. */
  readonly samples: Float32Array;
  /** The frame's own length. */
  readonly frameBytes: number;
}

/** What a frame's bytes hardly ever exceed: its samples as they are, and a quarter more. */
export function mostFrameBytes({ blockSize, channels, bits }: FlacFrameHeader): number {
  return 1024 + Math.ceil((1.25 * channels * blockSize * (bits + 1)) / 8);
}

/**
 * Decodes the frame that bytes begin with (RFC 9639, 9); undefined if it is damaged, or goes on beyond them.
 *
 * @param header what `parseFrameHeader` read in these bytes
 */
export function decodeFrame(bytes: Uint8Array, header: FlacFrameHeader): FlacFrame | undefined {
  const { blockSize, bits, channels, stereo } = header;
  const cursor: BitCursor = { bytes, position: 8 * header.headerBytes };
  try {
    const stored = Array.from({ length: channels }, (_, channel) => {
      // A difference takes one bit more.
      const isSide = channel === (stereo === 'side-right' ? 0 : 1) && stereo !== 'independent';
      return readSubframe(cursor, { blockSize, bits: isSide ? bits + 1 : bits });
    });
    const end = Math.ceil(cursor.position / 8);
    const checksum = readBits({ bytes, position: 8 * end }, 16);
    if (flacFrameChecksum(bytes.subarray(0, end)) !== checksum) return undefined;
    return { samples: meanOf(stored, header), frameBytes: end + 2 };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The mean of left and right by what is stored first and second (RFC 9639, 4.2). */
const STEREO_SHARES: Readonly<Record<FlacFrameHeader['stereo'], readonly [number, number]>> = {
  independent: [0.5, 0.5],
  'left-side': [1, -0.5],
  'side-right': [0.5, 1],
  'mid-side': [1, 0],
};

function meanOf(
  stored: readonly Float64Array[],
  { blockSize, bits, stereo }: FlacFrameHeader,
): Float32Array {
  const mean = new Float32Array(blockSize);
  const scale = 2 ** (1 - bits);
  if (stored.length !== 2) {
    for (let i = 0; i < blockSize; i++) {
      let sum = 0;
      for (const channel of stored) sum += channel[i] as number;
      mean[i] = (sum * scale) / stored.length;
    }
    return mean;
  }
  const [first, second] = stored as [Float64Array, Float64Array];
  const [firstShare, secondShare] = STEREO_SHARES[stereo];
  // Half of the sum was stored without its last bit, which is the difference's too.
  const oddShare = stereo === 'mid-side' ? 0.5 : 0;
  for (let i = 0; i < blockSize; i++) {
    const other = second[i] as number;
    const odd = oddShare === 0 ? 0 : Math.abs(other % 2) * oddShare;
    mean[i] = (firstShare * (first[i] as number) + secondShare * other + odd) * scale;
  }
  return mean;
}
