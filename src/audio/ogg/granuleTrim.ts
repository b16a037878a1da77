import { clamp } from '../../math/clamp.js';

/** What is decoded of a page, and what the page says about it, in samples of one channel. */
export interface DecodedPage {
  readonly samples: Float32Array;
  /** The count of samples at the end of the page; undefined where it has none. */
  readonly granule: number | undefined;
  readonly isLast: boolean;
}

/**
 * Leaves out what an encoder added to a stream of Vorbis or Opus: at its beginning the pre-skip, and what lies before the
 * first page's count; at its end what lies beyond the last one's.
 *
 * Sources: Vorbis I specification, A.2; RFC 7845, 4.
 *
 * @param preSkip samples at the beginning that only set the decoder going; Opus has them
 * @returns takes the pages of one stream in turn and gives the samples that are left of each
 */
export function granuleTrim(preSkip = 0): (page: DecodedPage) => Float32Array {
  let decoded = 0;
  /** The count at which the first sample stands: above 0 in a cut from a longer stream. */
  let origin: number | undefined;
  return ({ samples, granule, isLast }) => {
    const before = decoded;
    decoded += samples.length;
    if (origin === undefined && granule !== undefined && samples.length > 0) {
      // On a page that is the first and the last one, what is too much is too much at the end.
      origin = isLast ? Math.max(0, granule - decoded) : granule - decoded;
    }
    const first = Math.max(preSkip, -(origin ?? 0));
    const end = isLast && granule !== undefined ? granule - (origin ?? 0) : decoded;
    const from = clamp(first - before, 0, samples.length);
    return samples.subarray(from, Math.max(from, end - before));
  };
}
