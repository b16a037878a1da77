import { dirname, join, resolve } from 'node:path';
import { listEntries } from './listEntries.js';
import { exists } from './pathChecks.js';

/** The nearest folder upward from `from` (itself included) whose `objects` holds an object, if there is one. */
export async function findHome(from: string): Promise<string | undefined> {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    if (await holdsObject(join(folder, 'objects'))) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}

/** Others keep things in folders of that name too: a renderer its meshes, a compiler its output. */
async function holdsObject(objectsFolder: string): Promise<boolean> {
  for (const { name } of await listEntries(objectsFolder)) {
    if (await exists(join(objectsFolder, name, 'object.json'))) return true;
  }
  return false;
}
