import { join } from 'node:path';
import { MirrorError } from '../errors.js';
import { aboutFile } from '../files/disk/aboutFile.js';
import { isSameFolder } from '../files/disk/pathChecks.js';
import { readRegularFile } from '../files/disk/readRegularFile.js';
import { packageFolder } from './packageFolder.js';
import type { Shelf } from './soundObject.js';

const LIMITS = { what: "the list of the starter collection's names", mostBytes: 64 * 1024 };

/**
 * Which shelf an object stands on by its name: in the package's own folder, which is also the home of
 * a person who works in a clone of it, the starter collection's stand beside the user's.
 *
 * @throws MirrorError `input` if the package's list of names is missing or damaged
 */
export async function shelvesOf(root: string): Promise<(name: string) => Shelf> {
  if (!(await isSameFolder(root, packageFolder()))) return () => 'home';
  const names = await readStarterNames(join(packageFolder(), 'objects', 'starter.json'));
  return (name) => (names.has(name.normalize('NFC')) ? 'starter' : 'home');
}

async function readStarterNames(path: string): Promise<ReadonlySet<string>> {
  const bytes = await readRegularFile(path, LIMITS);
  try {
    return new Set(JSON.parse(new TextDecoder().decode(bytes)) as string[]);
  } catch (cause) {
    throw aboutFile(
      path,
      new MirrorError(
        'input',
        'Expected a list of names but the file is damaged. Install sound-mirror again.',
        { cause },
      ),
    );
  }
}
