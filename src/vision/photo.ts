import { createHash } from 'node:crypto';
import { MirrorError } from '../errors.js';
import { loadSharp } from './loadSharp.js';
import { formatOf, PHOTO_FORMATS } from './photoFormat.js';

/** Pixels in memory: sRGB, 8 bits, three colour channels interleaved, rows from the top. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  /** [height, width, 3] */
  readonly data: Uint8Array;
}

/** A photo as a person would hold it: upright. */
export interface Photo {
  /** Size of the full photo in pixels, after its EXIF orientation. */
  readonly width: number;
  readonly height: number;
  /** The working copy, at most `WORKING_PIXELS` large, in the same proportions. */
  readonly pixels: Raster;
}

/**
 * Most pixels of the working copy, 1280 × 960. The network looks at 300 × 300 at a time; a quarter of this
 * copy still has twice that to each side, which is what the network was trained to shrink.
 */
export const WORKING_PIXELS = 1280 * 960;

/** Most pixels a photo may have unless told: sharp's own limit, enough for the 200 megapixels of today's largest phones. */
export const MAX_PIXELS = 0x3fff ** 2;

/**
 * Most pixels to a side: JPEG's own limit. Of a strip that is longer the decoders hold so many lines at a time that 150
 * megapixels of it took 2.6 GB.
 */
export const MAX_SIDE = 0xffff;

/** Fewest pixels to a side: less shows nothing a detector could name. */
export const MIN_SIDE = 32;

/**
 * Reads a photo: EXIF-upright, in sRGB, transparency on white paper, of several pictures the first.
 *
 * @param bytes a JPEG, PNG, WebP, AVIF, GIF or TIFF file
 * @param options.maxPixels more are refused before they are decoded; 268 million unless told
 * @throws MirrorError `input` for anything else, for a damaged file, and for one too small or too large
 */
export async function readPhoto(
  bytes: Uint8Array,
  { maxPixels = MAX_PIXELS }: { readonly maxPixels?: number } = {},
): Promise<Photo> {
  const format = checkFormat(bytes);
  const { width, height } = await readSize(bytes, format);
  checkSize({ width, height }, maxPixels);
  return { width, height, pixels: await decode(bytes, format, { width, height }) };
}

/** A whole number from 0 to 2³² − 1 that the photo's size and pixels give: the same photo, the same number. */
export function photoSeed(photo: Photo): number {
  const { width, height, pixels } = photo;
  const hash = createHash('sha256').update(`${width}x${height}:`).update(pixels.data);
  return hash.digest().readUInt32LE(0);
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

/** The size of the upright photo; reads the header alone. */
async function readSize(bytes: Uint8Array, format: string): Promise<Size> {
  const sharp = await loadSharp();
  try {
    // No limit here, so that a photo that is too large can be refused with its own figures.
    const metadata = await sharp(bytes, { limitInputPixels: false }).metadata();
    return metadata.autoOrient;
  } catch (cause) {
    throw damaged(format, cause);
  }
}

interface Size {
  readonly width: number;
  readonly height: number;
}

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

async function decode(bytes: Uint8Array, format: string, size: Size): Promise<Raster> {
  const { width, height } = workingSize(size);
  const sharp = await loadSharp();
  try {
    const { data, info } = await sharp(bytes, {
      autoOrient: true,
      // Phones and scanners write stray bytes that only deserve a warning; a missing end is missing picture.
      failOn: 'truncated',
      // Looked at before, by `checkSize`.
      limitInputPixels: false,
    })
      .resize({ width, height, fit: 'fill' })
      .toColourspace('srgb')
      .flatten({ background: '#ffffff' })
      .removeAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    if (info.channels !== 3 || data.length !== width * height * 3) {
      throw new Error(`decoded to ${info.width} × ${info.height} × ${info.channels}`);
    }
    return { width, height, data };
  } catch (cause) {
    throw damaged(format, cause);
  }
}

/** The size of the working copy: never larger than the photo, a panorama's as rich as a square's. */
function workingSize({ width, height }: Size): Size {
  const scale = Math.min(1, Math.sqrt(WORKING_PIXELS / (width * height)));
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

function damaged(format: string, cause: unknown): MirrorError {
  return new MirrorError(
    'input',
    `Expected a whole ${format} but it is damaged or cut short. Copy it again from where it came.`,
    { cause },
  );
}
