import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { KITCHEN } from '../cli/runMirror.js';

/**
 * Small photos of the sample kitchen, each a little brighter than the one before; their names, in order. Up to 300 pixels a photo is looked at
 * once, and not in four parts as well.
 */
export async function putSmallPhotos(folder: string, count: number): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const small = await sharp(KITCHEN).resize(300).png().toBuffer();
  const names = Array.from({ length: count }, (_, i) => `${`${i}`.padStart(4, '0')}.jpg`);
  for (const [i, name] of names.entries()) {
    await sharp(small)
      .modulate({ brightness: 0.8 + (0.4 * i) / count })
      .jpeg()
      .toFile(join(folder, name));
  }
  return names;
}
