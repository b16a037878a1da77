import { createHash } from 'node:crypto';
import { checkArguments, checkOptions } from '../../checks/checkOptions.js';
import { MirrorError, throwIfAborted } from '../../errors.js';
import { PHOTO_RULE } from '../detectRules.js';
import type { Raster } from '../raster.js';
import { decodePhoto, readPhotoHeader, type Size } from './decodePhoto.js';
import { formatOf, PHOTO_FORMATS } from './photoFormat.js';
import { checkTiffKind } from './tiffKind.js';

export type { Raster } from '../raster.js';

/** A photo as a person would hold it: upright. */
export interface Photo {
  /** Size of the full photo in pixels, after its EXIF orientation. */
  readonly width: number;
  readonly height: number;
  /** The working copy, at most `WORKING_PIXELS` large, in the same proportions. */
  readonly pixels: Raster;
  /** When it was taken, by the camera's clock: ISO 8601 without a time zone; absent where its EXIF does not say. */
  readonly taken?: string;
  /** What was odd about the file, one line; absent where nothing was. */
  readonly note?: string;
}

/** Most pixels that a photo may have by default: sharp's own limit, enough for the 200 megapixels of today's largest phones. */
const MAX_PIXELS = 0x3fff ** 2;

/**
 * Most pixels to a side: JPEG's own limit. Of a strip that is longer the decoders hold so many lines at a time that 150
 * megapixels of it took 2.6 GB.
 */
const MAX_SIDE = 0xffff;

/** Fewest pixels to a side: less shows nothing a detector could name. */
const MIN_SIDE = 32;

const READ_RULES = {
  maxPixels: { least: 1, most: Infinity, whole: false },
  signal: 'signal',
} as const;

/**
 * Reads a photo: EXIF-upright, in sRGB, transparency on white paper, of several pictures the first.
 *
 * @param bytes a JPEG, PNG, WebP, AVIF, GIF, TIFF or HEIC file; HEIC needs the optional package libheif-js
 * @param options.maxPixels more are refused before they are decoded; 268 million by default
 * @param options.signal ends a HEIC's decoding at once; the others' takes a part of a second and is not stopped
 * @throws MirrorError `usage` for what is no bytes, such as a path, and for an option of another type or of no known
 *   name, `input` for anything else, for a damaged file, for one too small or too large, for a HEIC without
 *   libheif-js; `aborted` when the signal fires
 */
export async function readPhoto(bytes: Uint8Array, options: ReadPhotoOptions = {}): Promise<Photo> {
  checkOptions('readPhoto', options, READ_RULES);
  const { maxPixels = MAX_PIXELS, signal } = options;
  throwIfAborted(signal);
  checkArguments({ bytes }, { bytes: 'bytes' });
  const format = checkFormat(bytes);
  if (format === 'TIFF') checkTiffKind(bytes);
  const { coded, taken, ...size } = await readPhotoHeader(bytes, { format, signal });
  checkSize(size, maxPixels);
  if (coded) checkSize(coded, maxPixels);
  const decoded = await decodePhoto(bytes, { format, size, signal });
  return { ...size, ...decoded, ...(taken !== undefined && { taken }) };
}

export interface ReadPhotoOptions {
  readonly maxPixels?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A whole number from 0 to 2³² − 1 that the photo's size and pixels give: the same photo, the same number. */
export function photoSeed(photo: Photo): number {
  return Buffer.from(photoSha256(photo), 'hex').readUInt32LE(0);
}

/** SHA-256 of a photo's size and working copy, 64 hexadecimal digits: the same picture in whatever file. */
export function photoSha256(photo: Photo): string {
  checkArguments({ photo }, { photo: PHOTO_RULE });
  const { width, height, pixels } = photo;
  return createHash('sha256').update(`${width}x${height}:`).update(pixels.data).digest('hex');
}

function checkFormat(bytes: Uint8Array): string {
  if (bytes.length === 0) {
    throw new MirrorError('input', `${EXPECTED_PHOTO} but the file is empty. Copy it again.`);
  }
  const { name, remedy } = formatOf(bytes);
  if (remedy) throw new MirrorError('input', `${EXPECTED_PHOTO} but received ${name}. ${remedy}`);
  return name;
}

const EXPECTED_PHOTO = `Expected a photo (${PHOTO_FORMATS.join(', ')})`;

function checkSize({ width, height }: Size, maxPixels: number): void {
  if (Math.min(width, height) < MIN_SIDE) {
    throw new MirrorError(
      'input',
      `Expected a photo of at least ${MIN_SIDE} × ${MIN_SIDE} pixels but received ${width} × ${height}. Take a larger copy.`,
    );
  }
  if (Math.max(width, height) > MAX_SIDE) {
    throw new MirrorError(
      'input',
      `Expected a photo of at most ${MAX_SIDE} pixels to a side but received ${width} × ${height}. Cut it into pieces.`,
    );
  }
  if (width * height > maxPixels) {
    const megapixels = (pixels: number) => (pixels / 1e6).toFixed(pixels < 1e7 ? 1 : 0);
    throw new MirrorError(
      'input',
      `Expected a photo of at most ${megapixels(maxPixels)} megapixels but received ${width} × ${height} (${megapixels(width * height)} megapixels). Scale it down first.`,
    );
  }
}
