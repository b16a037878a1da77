import { MirrorError } from '../../errors.js';
import { toSrgb } from '../heic/codedColor.js';
import { heicPixels, heicSize } from '../heic/heicDecoder.js';
import type { Raster } from '../raster.js';
import { dateTaken } from './dateTaken.js';
import { hasAllScans, withJpegEnd } from './jpegEnd.js';
import { loadSharp } from './loadSharp.js';

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

/** What the header of a photo says. */
export interface PhotoHeader extends Size {
  /** The size that is decoded, where the photo is cropped from it. */
  readonly coded?: Size;
  /** As `dateTaken` gives it. */
  readonly taken?: string;
}

/**
 * The size of the upright photo and when it was taken; reads the header alone.
 *
 * @throws MirrorError `input` for a damaged file, `aborted` when the signal fires
 */
export async function readPhotoHeader(
  bytes: Uint8Array,
  { format, signal }: PhotoSource,
): Promise<PhotoHeader> {
  if (format === 'HEIC') {
    const { width, height, coded } = await heicSize(bytes, signal);
    return { width, height, coded, ...(await heicDate(bytes)) };
  }
  const sharp = await loadSharp();
  try {
    // No limit here, so that a photo that is too large can be refused with its own figures.
    const { autoOrient, exif } = await sharp(bytes, { limitInputPixels: false }).metadata();
    // Of a TIFF, sharp gives no EXIF: there the tags stand in the file itself.
    return { ...autoOrient, ...takenAt(format === 'TIFF' ? bytes : exif) };
  } catch (cause) {
    throw damaged(format, cause);
  }
}

/** sharp reads the boxes of a HEIC, though not its pixels. What it cannot read has no date. */
async function heicDate(bytes: Uint8Array): Promise<Pick<PhotoHeader, 'taken'>> {
  const sharp = await loadSharp();
  const metadata = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => undefined);
  return takenAt(metadata?.exif);
}

function takenAt(exif: Uint8Array | undefined): Pick<PhotoHeader, 'taken'> {
  const taken = exif && dateTaken(exif);
  return taken === undefined ? {} : { taken };
}

/**
 * Decodes a photo and makes the working copy.
 *
 * @param options.size as `readPhotoHeader` gives it
 * @returns the note where something is odd about the file
 * @throws MirrorError as `readPhotoHeader` does
 */
export async function decodePhoto(
  bytes: Uint8Array,
  { format, size, signal }: PhotoSource & { readonly size: Size },
): Promise<{ readonly pixels: Raster; readonly note?: string }> {
  if (format === 'HEIC') {
    const { tiff, color } = await heicPixels(bytes, signal);
    return { pixels: toSrgb(await decode(tiff, { format, size, failOn: 'error' }), color) };
  }
  if (format === 'JPEG') return decodeJpeg(bytes, size);
  // What libtiff cannot decode it leaves black; of the others a missing end is missing picture.
  const failOn = format === 'TIFF' ? 'error' : 'truncated';
  return { pixels: await decode(bytes, { format, size, failOn }) };
}

/** Phones and old cards leave JPEGs that are odd or damaged within, and yet worth looking at: these get a note. */
async function decodeJpeg(
  bytes: Uint8Array,
  size: Size,
): Promise<{ readonly pixels: Raster; readonly note?: string }> {
  const attempt = (tried: Uint8Array, failOn: Decoding['failOn']) =>
    decode(tried, { format: 'JPEG', size, failOn });
  try {
    return { pixels: await attempt(bytes, 'warning') };
  } catch (warning) {
    try {
      const pixels = await attempt(bytes, 'truncated');
      return isStrayEnd(warning) && hasAllScans(bytes)
        ? { pixels }
        : { pixels, note: DAMAGED_WITHIN };
    } catch (error) {
      const ended = withJpegEnd(bytes);
      if (ended === undefined) throw error;
      return { pixels: await attempt(ended, 'warning'), note: NO_END };
    }
  }
}

const DAMAGED_WITHIN = 'The JPEG is damaged within; a part of its picture may be wrong.';
const NO_END = 'The JPEG ends without its last two bytes; all of its picture is there.';

/** Bytes between the picture and the marker of its end, as some phones write them, are no damage. */
function isStrayEnd(error: unknown): boolean {
  const cause = error instanceof MirrorError ? error.cause : undefined;
  return cause instanceof Error && /extraneous bytes before marker 0xd9/.test(cause.message);
}

interface Decoding {
  readonly format: string;
  readonly size: Size;
  /** Where the decoder gives up; each counts those before it: the end is missing, an error, a warning. */
  readonly failOn: 'truncated' | 'error' | 'warning';
}

async function decode(bytes: Uint8Array, { format, size, failOn }: Decoding): Promise<Raster> {
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
