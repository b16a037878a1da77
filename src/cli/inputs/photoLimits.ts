import { MirrorError } from '../../errors.js';
import type { ReadOptions } from '../../files/disk/readRegularFile.js';
import type { CommandContext } from '../context.js';

/** 268 megapixels, the default limit, take 805 MB at 8 bits of RGB even uncompressed; 16 bits may take more. */
const MOST_BYTES = 1e9;
const MOST_BYTES_PER_PIXEL = 8;

export interface PhotoLimits {
  /** Undefined for the library's own limit. */
  readonly maxPixels: number | undefined;
  readonly file: ReadOptions;
}

/**
 * How large a photo may be: MIRROR_MAX_MEGAPIXELS says so where a machine has less memory to lose, or more to give.
 *
 * @throws MirrorError `usage` for a text that is no number above 0
 */
export function photoLimits(env: CommandContext['env']): PhotoLimits {
  const text = env.MIRROR_MAX_MEGAPIXELS;
  const file = { what: 'a photo', mostBytes: MOST_BYTES };
  if (!text) return { maxPixels: undefined, file };
  const maxPixels = Number(text) * 1e6;
  if (maxPixels > 0 && maxPixels < Number.POSITIVE_INFINITY) {
    const mostBytes = Math.max(MOST_BYTES, MOST_BYTES_PER_PIXEL * maxPixels);
    return { maxPixels, file: { ...file, mostBytes } };
  }
  throw new MirrorError(
    'usage',
    `Expected MIRROR_MAX_MEGAPIXELS to be a number above 0 or unset but received ${JSON.stringify(text)}.`,
  );
}
