import { checkArguments, type OptionResult } from '../checks/checkOptions.js';
import type { Photo } from '../vision/photo/photo.js';

const PIXELS_RULE: OptionResult = { givenBy: 'await readPhoto(bytes)', fields: ['pixels'] };

/**
 * A photo's upright working copy as the bytes of a JPEG file, which every browser shows; they may differ between two
 * builds of the encoder.
 *
 * @throws MirrorError `environment` where sharp does not load
 */
export async function drawPhoto(photo: Pick<Photo, 'pixels'>): Promise<Uint8Array> {
  checkArguments({ photo }, { photo: PIXELS_RULE });
  return (await import('./rasters.js')).toJpeg(photo.pixels);
}
