import { basename, dirname, join, resolve } from 'node:path';
import { checkArguments } from '../checks/checkOptions.js';
import { listEntries } from '../files/disk/listEntries.js';
import { exists } from '../files/disk/pathChecks.js';
import { TRASH_FOLDER } from './changes/trash.js';
import { STARTER_EDITS_FILE } from './starterEdits.js';
import { STARTERS_TAUGHT_FOLDER } from './taught/taughtFolders.js';

/**
 * The nearest folder upward from `from` (itself included) whose `objects` holds an object, one that was removed, or edits of the
 * starter collection or what it was taught; undefined if there is none.
 *
 * @throws MirrorError `usage` for what is no path
 */
export async function findHome(from: string): Promise<string | undefined> {
  checkArguments({ from }, { from: 'string' });
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    if (await isHome(folder)) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}

/**
 * The collection that keeps its objects in `folder`, or one of them; undefined where it is neither. A home may be called
 * objects as well, as long as the folder above it is none.
 */
export async function homeAround(folder: string): Promise<string | undefined> {
  const isObject = await exists(join(folder, 'object.json'));
  const objects = isObject ? dirname(resolve(folder)) : resolve(folder);
  const home = dirname(objects);
  return basename(objects) === 'objects' && (await isHome(home)) ? home : undefined;
}

async function isHome(folder: string): Promise<boolean> {
  if (await holdsObject(join(folder, 'objects'))) return true;
  for (const own of [STARTER_EDITS_FILE, STARTERS_TAUGHT_FOLDER, TRASH_FOLDER]) {
    if (await exists(join(folder, own))) return true;
  }
  return false;
}

/** Others keep things in folders of that name too: a renderer its meshes, a compiler its output. */
async function holdsObject(objectsFolder: string): Promise<boolean> {
  for (const { name } of await listEntries(objectsFolder)) {
    if (await exists(join(objectsFolder, name, 'object.json'))) return true;
  }
  return false;
}
