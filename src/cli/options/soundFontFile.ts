import { aboutFile } from '../../files/disk/aboutFile.js';
import { MirrorError, readSoundFont, readSoundFontFile, type SoundFont } from '../../index.js';

/**
 * The caller's SoundFont, or the one that ships with the package.
 *
 * @throws MirrorError `input`, opened by the path, for a file that is missing or no SoundFont
 */
export async function openSoundFont(path?: string): Promise<SoundFont> {
  const bytes = await readSoundFontFile(path);
  return readSoundFont(bytes).catch((error) => {
    throw error instanceof MirrorError && path !== undefined ? aboutFile(path, error) : error;
  });
}
