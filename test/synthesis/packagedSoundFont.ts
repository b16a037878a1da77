import { readPublishedFile } from '../../src/collection/publishedFiles.js';
import { readSoundFont, type SoundFont } from '../../src/synthesis/soundFont.js';

export function soundFontBytes(): Promise<Uint8Array> {
  return readPublishedFile('soundFont', 'FluidR3Mono_GM.sf3');
}

/** The SoundFont that ships with the package. */
export async function packagedSoundFont(): Promise<SoundFont> {
  return readSoundFont(await soundFontBytes());
}
