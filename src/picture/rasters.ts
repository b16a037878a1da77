import { WRITTEN_BY } from '../files/writtenBy.js';
import { loadSharp } from '../vision/photo/loadSharp.js';
import type { Raster } from '../vision/photo/photo.js';
import { withoutLackedLetters } from './letters/lackedLetters.js';
import { withTextChunk } from './pngText.js';

/** Pixels of a PNG to the millimetre of paper: 218 to the inch, as finely as photos are printed at home; 1,800 across A4. */
const PIXELS_A_MM = 1800 / 210;

/** Four times less than the best that JPEG does, and on paper the same. */
const JPEG_QUALITY = 84;

/**
 * A picture as a data URI for an SVG. Its bytes may differ between two builds of the JPEG encoder, its size does not
 * matter to the page.
 */
export async function toJpegUri(raster: Raster): Promise<string> {
  return `data:image/jpeg;base64,${Buffer.from(await toJpeg(raster)).toString('base64')}`;
}

/** A picture as the bytes of a JPEG file, which may differ between two builds of the encoder. */
export async function toJpeg({ width, height, data }: Raster): Promise<Uint8Array> {
  const sharp = await loadSharp();
  return sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: JPEG_QUALITY })
    .toBuffer();
}

/**
 * A page as PNG that prints in the page's own size, `PIXELS_A_MM` fine. Letters that no font of the machine has are left out.
 *
 * @param svg as `drawRoom` and `drawTrainings` give it: its width and height in millimetres
 * @param onLacked called with those letters, if there are any
 */
export async function toPng(
  svg: string,
  onLacked?: (letters: readonly string[]) => void,
): Promise<Uint8Array> {
  const sharp = await loadSharp();
  const page = await withoutLackedLetters(svg);
  if (page.lacked.length > 0) onLacked?.(page.lacked);
  // sharp scales the drawing itself, not its pixels.
  const png = await sharp(Buffer.from(page.svg))
    .resize({ ...pixelsOf(svg), fit: 'fill' })
    .flatten({ background: '#ffffff' })
    .withMetadata({ density: PIXELS_A_MM * 25.4 })
    .png({ compressionLevel: 4, adaptiveFiltering: true })
    .toBuffer();
  return withTextChunk(png, { keyword: 'Software', text: WRITTEN_BY });
}

/** Whole pixels of a page; of a page without millimetres, as wide as A4 and as high as its own proportions ask. */
function pixelsOf(svg: string): { readonly width: number; readonly height?: number } {
  const [, width, height] = /^<svg [^>]*?width="([\d.]+)mm" height="([\d.]+)mm"/.exec(svg) ?? [];
  if (width === undefined || height === undefined) return { width: Math.round(PIXELS_A_MM * 210) };
  return {
    width: Math.round(Number(width) * PIXELS_A_MM),
    height: Math.round(Number(height) * PIXELS_A_MM),
  };
}
