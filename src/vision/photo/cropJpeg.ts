import { type Box, clipBox } from '../box.js';
import { loadSharp } from './loadSharp.js';
import type { Photo } from './photo.js';

/** Enough for a person to see what it was. */
const MOST_PIXELS = 256;
const QUALITY = 80;

/**
 * What a box of a photo shows, as a small JPEG.
 *
 * @param box in pixels of the upright photo, inside it
 * @throws MirrorError `environment` where sharp does not load
 */
export async function cropJpeg(photo: Photo, box: Box): Promise<Uint8Array> {
  const sharp = await loadSharp();
  const { width, height, data } = photo.pixels;
  const across = width / photo.width;
  const down = height / photo.height;
  const left = Math.min(width - 1, Math.floor(box.x * across));
  const top = Math.min(height - 1, Math.floor(box.y * down));
  const wished = {
    x: left,
    y: top,
    width: Math.max(1, Math.round(box.width * across)),
    height: Math.max(1, Math.round(box.height * down)),
  };
  const inside = clipBox(wished, { x: 0, y: 0, width, height });
  return sharp(data, { raw: { width, height, channels: 3 } })
    .extract({ left, top, width: inside.width, height: inside.height })
    .resize(MOST_PIXELS, MOST_PIXELS, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: QUALITY })
    .toBuffer();
}
