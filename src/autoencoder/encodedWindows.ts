import { spreadWindows, type Windows } from '../events/windows.js';

/** Where an encoder puts windows of recordings. */
export interface EncodedWindows {
  /** Dimensions of a latent. */
  readonly latent: number;
  /** Means of the windows' latents, [windows, latent]. */
  readonly means: Float32Array;
  /** For each window the number of its recording, from 0, in the order in which they were read. */
  readonly recordings: Uint32Array;
}

/** The windows of one training; latents are known only as long as encoder and decoder are together. */
export interface EncodedRecordings {
  readonly learned: EncodedWindows;
  /** Of what the training did not hear, where something was left out. */
  readonly leftOut?: EncodedWindows;
}

/** Windows that are handed out of a training at most: more points than a small map can show. */
const MOST_HANDED_OUT = 600;

/** Encodes windows evenly spread over all there are. @param encode windows → means of their latents, [windows, latent] */
export function encodeSpread(
  table: Windows,
  { latent, encode }: { latent: number; encode: (windows: readonly number[]) => Float32Array },
): EncodedWindows {
  const windows = spreadWindows(table, MOST_HANDED_OUT);
  const recordings = windows.map((window) =>
    table.recordings.findLastIndex(({ first }) => first <= window),
  );
  return { latent, means: encode(windows), recordings: Uint32Array.from(recordings) };
}
