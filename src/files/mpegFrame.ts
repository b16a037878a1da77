import { frameChainAt } from './frameChain.js';

/** Kilobits a second by the index in a frame's header: MPEG 1, then MPEG 2 and 2.5, each layer I, II, III (ISO/IEC 11172-3, 13818-3). */
const KILOBITS: readonly (readonly (readonly number[])[])[] = [
  [
    [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
    [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
    [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  ],
  [
    [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
    [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
    [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
  ],
];

const SAMPLE_RATES_HZ = [44100, 48000, 32000];

/**
 * Where the first frame of MPEG audio (MP3) begins: three in a row, or as many as there are to the end.
 *
 * @returns undefined if there is none
 */
export function findMpegFrame(bytes: Uint8Array): number | undefined {
  for (let start = bytes.indexOf(0xff); start >= 0; start = bytes.indexOf(0xff, start + 1)) {
    if (frameChainAt(bytes, start, mpegFrameBytes)) return start;
  }
  return undefined;
}

/** The length of the frame of MPEG audio whose header stands there, in bytes; undefined if none does. */
export function mpegFrameBytes(bytes: Uint8Array, at: number): number | undefined {
  const [sync = 0, first = 0, second = 0] = bytes.subarray(at, at + 3);
  if (sync !== 0xff || (first & 0xe0) !== 0xe0) return undefined;
  const version = (first >> 3) & 3;
  const layer = 4 - ((first >> 1) & 3);
  const rateIndex = (second >> 2) & 3;
  if (version === 1 || layer === 4 || rateIndex === 3) return undefined;
  const kilobits = KILOBITS[version === 3 ? 0 : 1]?.[layer - 1]?.[second >> 4];
  // Index 0 is a bit rate of one's own, which no recorder writes, and 15 is forbidden.
  if (!kilobits) return undefined;
  // Version 3 is MPEG 1, 2 is MPEG 2 at half its rates, 0 is MPEG 2.5 at a quarter.
  const sampleRateHz = (SAMPLE_RATES_HZ[rateIndex] as number) / (version === 0 ? 4 : 4 - version);
  const padding = (second >> 1) & 1;
  if (layer === 1) return (Math.floor((12_000 * kilobits) / sampleRateHz) + padding) * 4;
  const samplesOverEight = layer === 3 && version !== 3 ? 72_000 : 144_000;
  return Math.floor((samplesOverEight * kilobits) / sampleRateHz) + padding;
}
