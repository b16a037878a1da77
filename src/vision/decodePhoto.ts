import { MirrorError } from '../errors.js';
import { toSrgb } from './codedColor.js';
import { heicPixels, heicSize } from './heicDecoder.js';
import { withJpegEnd } from './jpegEnd.js';
import { loadSharp } from './loadSharp.js';
import type { Raster } from './raster.js';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What a photo's own bytes say it is, `HEIC` for one, and what ends the decoding of that one. */
export interface PhotoSource {
  readonly format: string;
  readonly signal: AbortSignal | undefined;
}

/**
 * Most pixels of the working copy, 1280 × 960. The network looks at 300 × 300 at a time; a quarter of this
 * copy still has twice that to each side, which is what the network was trained to shrink.
 */
export const WORKING_PIXELS = 1280 * 960;

/**
 * The size of the upright photo; reads the header alone.
 *
 * @returns also the size that is decoded, where the photo is cropped from it
 * @throws MirrorError `input` for a damaged file, `aborted` when the signal fires
 */
export async function readPhotoSize(
  bytes: Uint8Array,
  { format, signal }: PhotoSource,
): Promise<Size & { readonly coded?: Size }> {
  if (format === 'HEIC') return heicSize(bytes, signal);
  const sharp = await loadSharp();
  try {
    // No limit here, so that a photo that is too large can be refused with its own figures.
    const metadata = await sharp(bytes, { limitInputPixels: false }).metadata();
    return metadata.autoOrient;
  } catch (cause) {
    throw damaged(format, cause);
  }
}

/**
 * Decodes a photo and makes the working copy.
 *
 * @param options.size as `readPhotoSize` gives it
 * @returns the note where the file is odd but whole
 * @throws MirrorError as `readPhotoSize` does
 */
export async function decodePhoto(
  bytes: Uint8Array,
  { format, size, signal }: PhotoSource & { readonly size: Size },
): Promise<{ readonly pixels: Raster; readonly note?: string }> {
  if (format === 'HEIC') {
    const { tiff, color } = await heicPixels(bytes, signal);
    return { pixels: toSrgb(await decode(tiff, { format, size }), color) };
  }
  try {
    return { pixels: await decode(bytes, { format, size, failOn: FAIL_ON[format] }) };
  } catch (error) {
    const ended = format === 'JPEG' ? withJpegEnd(bytes) : undefined;
    if (ended === undefined) throw error;
    const pixels = await decode(ended, { format, size, failOn: 'warning' });
    return {
      pixels,
      note: 'The JPEG ends without its last two bytes; all of its picture is there.',
    };
  }
}

/**
 * Where a decoder gives up. Phones and scanners write stray bytes that only deserve a warning; a missing end is missing
 * picture, and what libtiff cannot decode it leaves black.
 */
const FAIL_ON: Readonly<Record<string, 'error'>> = { TIFF: 'error' };

interface Decoding {
  readonly format: string;
  readonly size: Size;
  readonly failOn?: 'truncated' | 'error' | 'warning';
}

async function decode(
  bytes: Uint8Array,
  { format, size, failOn = 'truncated' }: Decoding,
): Promise<Raster> {
  const { width, height } = workingSize(size);
  const sharp = await loadSharp();
  try {
    const { data, info } = await sharp(bytes, {
      autoOrient: true,
      failOn,
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
