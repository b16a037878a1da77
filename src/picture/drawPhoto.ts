import type { Photo } from '../vision/photo/photo.js';

/**
 * A photo's upright working copy as the bytes of a JPEG file, which every browser shows; they may differ between two
 * builds of the encoder.
 *
 * @throws MirrorError `environment` where sharp does not load
 */
export async function drawPhoto({ pixels }: Pick<Photo, 'pixels'>): Promise<Uint8Array> {
  return (await import('./rasters.js')).toJpeg(pixels);
}
