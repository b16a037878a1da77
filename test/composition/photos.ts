import { seededRandom } from '../../src/math/random.js';
import type { Photo } from '../../src/vision/photo/photo.js';

/** A photo of 100 × 100 pixels of noise: what is under any box of it is a picture of its own. */
export function grainyPhoto(): Photo {
  const grain = seededRandom('grain');
  const data = Uint8Array.from({ length: 30_000 }, () => 256 * grain());
  return { width: 100, height: 100, pixels: { width: 100, height: 100, data } };
}
