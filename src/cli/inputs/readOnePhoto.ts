import { readRegularFile } from '../../files/disk/readRegularFile.js';
import { type Photo, readPhoto } from '../../index.js';
import type { CommandContext } from '../context.js';
import { photoLimits } from './photoLimits.js';
import { aboutPhoto } from './photos.js';

/**
 * A photo of a call that means no other; what was odd about it is a note.
 *
 * @throws MirrorError `input`, opened by the path, for a file that cannot be used; `aborted` when the signal fires
 */
export async function readOnePhoto(
  path: string,
  { env, signal, terminal }: CommandContext,
): Promise<Photo> {
  const { maxPixels, file } = photoLimits(env);
  try {
    const photo = await readPhoto(await readRegularFile(path, file), { maxPixels, signal });
    if (photo.note !== undefined) terminal.note(`${path}: ${photo.note}`);
    return photo;
  } catch (error) {
    throw aboutPhoto(path, error);
  }
}
