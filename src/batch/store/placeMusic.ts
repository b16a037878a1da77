import { readFile } from 'node:fs/promises';
import { systemErrorCode } from '../../files/disk/aboutFile.js';
import { writeFileAtomically } from '../../files/disk/writeFileAtomically.js';
import { musicPath } from './results.js';

/**
 * Copies the music of a key to where the caller wants it; a file there that has these bytes stays.
 *
 * It is a copy and no link: a program that edits the music in place leaves the store as it is.
 *
 * @returns whether the file was written
 * @throws MirrorError as `writeFileAtomically` does, and the system's error if the store cannot be read
 */
export async function placeMusic(store: string, key: string, path: string): Promise<boolean> {
  const music = await readFile(musicPath(store, key));
  const present = await readFile(path).catch((error) => {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (present?.equals(music)) return false;
  await writeFileAtomically(path, music);
  return true;
}
