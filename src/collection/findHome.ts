import { dirname, join, resolve } from 'node:path';
import { isFolder } from './pathChecks.js';

/** The nearest folder upward from `from` (itself included) that holds a folder `objects`, if there is one. */
export async function findHome(from: string): Promise<string | undefined> {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    if (await isFolder(join(folder, 'objects'))) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}
