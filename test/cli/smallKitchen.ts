import { join } from 'node:path';
import sharp from 'sharp';
import { KITCHEN } from './runMirror.js';

/**
 * Puts the sample kitchen into a folder, 300 pixels wide: up to there a photo is looked at once, and not in four parts as well, and six things
 * are seen instead of thirteen. For tests that want some music of a photo; it takes half the time of the whole kitchen's.
 *
 * @returns its path, `kitchen.jpg` in the folder
 */
export async function putSmallKitchen(folder: string): Promise<string> {
  const path = join(folder, 'kitchen.jpg');
  await sharp(KITCHEN).resize(300).jpeg({ quality: 95 }).toFile(path);
  return path;
}
