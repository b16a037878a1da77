import { aboutFile } from '../collection/aboutFile.js';
import { readPublishedFile } from '../collection/publishedFiles.js';
import { readRegularFile } from '../collection/readRegularFile.js';
import { MirrorError } from '../errors.js';
import { readSoundFont, type SoundFont } from '../index.js';

/** The largest that are shared have 1 to 2 GB, and Node reads no more at once. */
const LIMITS = { what: 'a SoundFont (.sf2 or .sf3)', mostBytes: 2e9 };

/**
 * The caller's SoundFont, or the one that ships with the package.
 *
 * @throws MirrorError `input`, opened by the path, for a file that is missing or no SoundFont
 */
export async function openSoundFont(path?: string): Promise<SoundFont> {
  if (path === undefined) {
    return readSoundFont(await readPublishedFile('soundFont', 'FluidR3Mono_GM.sf3'));
  }
  const bytes = await readRegularFile(path, LIMITS);
  return readSoundFont(bytes).catch((error) => {
    throw error instanceof MirrorError ? aboutFile(path, error) : error;
  });
}
