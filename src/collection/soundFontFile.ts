import { checkValues } from '../checks/checkOptions.js';
import { readRegularFile } from '../files/disk/readRegularFile.js';
import { readPublishedFile } from './publishedFiles.js';

/** The largest that are shared have 1 to 2 GB, and Node reads no more at once. */
const LIMITS = { what: 'a SoundFont (.sf2 or .sf3)', mostBytes: 2e9 };

/**
 * The bytes of a SoundFont, as `readSoundFont` takes them: those of a file, or of the one that ships with
 * the package.
 *
 * @throws MirrorError `input`, opened by the path, for a file that is missing, too large or no file
 * @example const soundFont = await readSoundFont(await readSoundFontFile());
 */
export async function readSoundFontFile(path?: string): Promise<Uint8Array> {
  checkValues({ path }, { path: 'string' });
  return path === undefined
    ? readPublishedFile('soundFont', 'FluidR3Mono_GM.sf3')
    : readRegularFile(path, LIMITS);
}
