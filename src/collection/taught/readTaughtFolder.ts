import { join } from 'node:path';
import { MirrorError } from '../../errors.js';
import { aboutFile } from '../../files/disk/aboutFile.js';
import { readRegularFile } from '../../files/disk/readRegularFile.js';
import type { TaughtFolder } from '../soundObject.js';
import { VECTOR_BYTES } from './packedVectors.js';
import { loadTaughtPhoto } from './taughtFiles.js';
import { TAUGHT_FILES, TAUGHT_LIMITS, type TaughtPhoto } from './taughtPhoto.js';

/** The most boxes, with the most anchors on each that the limits allow, take 1.6 MB; a usual photo takes 7 KB a box. */
const HEADER = { what: 'what was taught', mostBytes: 2 * 1024 * 1024 };

/** More vectors than the limits allow cannot be asked for, and larger files are not read. */
const VECTORS = {
  what: 'the vectors of what was taught',
  mostBytes: 3 * VECTOR_BYTES * TAUGHT_LIMITS.examples * TAUGHT_LIMITS.vectors,
};

/** The text of a taught photo's header, unchecked; throws MirrorError `input` for one that is missing or too large. */
export async function readTaughtHeader({ folder }: TaughtFolder): Promise<string> {
  return new TextDecoder().decode(await readRegularFile(join(folder, TAUGHT_FILES.header), HEADER));
}

/**
 * What one folder of an object holds of a photo.
 *
 * @param options.detector SHA-256 of the weights in use
 * @throws MirrorError `input` or `stale`, opened by the path, as `loadTaughtPhoto` does, and for files that cannot be read
 */
export async function readTaughtFolder(
  taught: TaughtFolder,
  options: { readonly detector: string },
): Promise<TaughtPhoto> {
  const header = await readTaughtHeader(taught);
  const vectors = await readRegularFile(join(taught.folder, TAUGHT_FILES.vectors), VECTORS);
  try {
    const loaded = loadTaughtPhoto({ header, vectors }, options);
    if (loaded.examples.length > 0 === taught.isPositive) return loaded;
    throw new MirrorError(
      'input',
      `Expected a folder whose name says whether its photo shows the object but ${taught.id} says the opposite of its header.`,
    );
  } catch (error) {
    throw error instanceof MirrorError ? aboutFile(taught.folder, error) : error;
  }
}

/** The name of the photo's file as its header has it; the folder's own where it cannot be read. */
export async function taughtName(taught: TaughtFolder): Promise<string> {
  try {
    const name: unknown = JSON.parse(await readTaughtHeader(taught)).photo.name;
    return typeof name === 'string' && name.length <= TAUGHT_LIMITS.name ? name : taught.id;
  } catch {
    return taught.id;
  }
}
