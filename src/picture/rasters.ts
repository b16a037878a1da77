import { loadSharp } from '../vision/photo/loadSharp.js';
import type { Raster } from '../vision/photo/photo.js';
import { WRITTEN_BY } from '../writtenBy.js';
import { withTextChunk } from './pngText.js';

/** Pixels of a PNG from left to right: 220 to the inch on A4, as finely as photos are printed at home. */
export const PNG_WIDTH = 1800;

/** Four times less than the best that JPEG does, and on paper the same. */
const JPEG_QUALITY = 84;

/**
 * A picture as a data URI for an SVG. Its bytes may differ between two builds of the JPEG encoder, its size does not
 * matter to the page.
 */
export async function toJpegUri({ width, height, data }: Raster): Promise<string> {
  const sharp = await loadSharp();
  const jpeg = await sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: JPEG_QUALITY })
    .toBuffer();
  return `data:image/jpeg;base64,${jpeg.toString('base64')}`;
}

/**
 * A page as PNG, `PNG_WIDTH` pixels wide, that prints as wide as A4.
 *
 * @param svg as `drawRoom` and `drawTrainings` give it
 */
export async function toPng(svg: string): Promise<Uint8Array> {
  const sharp = await loadSharp();
  // sharp scales the drawing itself, not its pixels. On paper 1,800 of them are as wide as A4.
  const png = await sharp(Buffer.from(svg))
    .resize({ width: PNG_WIDTH })
    .flatten({ background: '#ffffff' })
    .withMetadata({ density: (PNG_WIDTH * 25.4) / 210 })
    .png({ compressionLevel: 4, adaptiveFiltering: true })
    .toBuffer();
  return withTextChunk(png, { keyword: 'Software', text: WRITTEN_BY });
}
