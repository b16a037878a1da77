import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MirrorError } from '../errors.js';
import { readRegularFile } from '../files/disk/readRegularFile.js';
import { packageFolder } from './packageFolder.js';

const EXTENSION = '.jpg';

/** The largest has 0.4 MB. */
const LIMITS = { what: 'a sample photo of the package', mostBytes: 16e6 };

/** Names of the sample rooms that ship with the package, in order: `bedroom`, `kitchen`, … */
export async function listSamplePhotos(): Promise<string[]> {
  const files = await readdir(samplesFolder()).catch(() => []);
  return files
    .filter((file) => file.endsWith(EXTENSION))
    .map((file) => file.slice(0, -EXTENSION.length))
    .sort();
}

/**
 * The bytes of a sample room's photo, a JPEG file.
 *
 * @param name as `listSamplePhotos` has it; nothing else ever becomes a part of a path
 * @throws MirrorError `usage` for a name that is not listed
 */
export async function readSamplePhoto(name: string): Promise<Uint8Array> {
  const names = await listSamplePhotos();
  if (!names.includes(name)) {
    throw new MirrorError(
      'usage',
      `Expected a sample room (${names.join(', ')}) but received ${JSON.stringify(name)}.`,
    );
  }
  return readRegularFile(join(samplesFolder(), `${name}${EXTENSION}`), LIMITS);
}

function samplesFolder(): string {
  return join(packageFolder(), 'photos');
}
