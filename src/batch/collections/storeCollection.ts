import { readFile } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { STARTER_EDITS_FILE } from '../../collection/starterEdits.js';
import { sha256Of } from '../../files/checksum.js';
import { exists } from '../../files/disk/pathChecks.js';
import type { Collection } from '../../index.js';
import { type BatchStore, writeJson } from '../store/batchStore.js';
import { objectFiles } from './contentHash.js';

/** One file of a stored collection. */
export interface StoredFile {
  /** From the folder of the collection, with slashes. */
  readonly path: string;
  readonly sha256: string;
}

/** The list of a stored collection's files. It is written last: a collection that has it is whole. */
export const FILE_LIST = 'files.json';

/** The folder in a store that a collection lies in. */
export function storedCollection(hash: string): string {
  return `collections/${hash}`;
}

/**
 * Puts into a store what the caller's home adds to the starter collection, as far as a mirror reads it: some 100 kB an
 * object. What every machine has from the package stays where it is. A collection that lies there already is left
 * alone.
 *
 * @throws as the store's `write` does, and the system's error for a file that cannot be read
 */
export async function storeCollection(
  store: BatchStore,
  { collection, hash }: { readonly collection: Collection; readonly hash: string },
): Promise<void> {
  const folder = storedCollection(hash);
  if ((await store.read(`${folder}/${FILE_LIST}`)) !== undefined) return;
  const files: StoredFile[] = [];
  for (const { path, from } of await homeFiles(collection)) {
    const bytes = await readFile(from);
    await store.write(`${folder}/${path}`, bytes);
    files.push({ path, sha256: sha256Of(bytes) });
  }
  await writeJson(store, `${folder}/${FILE_LIST}`, files);
}

/** What a home has of its own, with the path that each file has in every home. */
async function homeFiles({
  home,
  objects,
  covered = [],
}: Collection): Promise<{ path: string; from: string }[]> {
  if (home === undefined) return [];
  const files: { path: string; from: string }[] = [];
  const root = join(home, 'objects');
  for (const object of [...objects, ...covered]) {
    const { decoder, taught } = await objectFiles(object);
    if (object.shelf === 'home') {
      const folder = `objects/${basename(object.folder)}`;
      const models = `models/${basename(object.modelsFolder)}`;
      files.push({ path: `${folder}/object.json`, from: join(object.folder, 'object.json') });
      for (const { name, path } of decoder) files.push({ path: `${models}/${name}`, from: path });
    }
    // Of what a home taught, that of the starter's objects lies in objects/.taught; in a checkout, what ships lies in the home too.
    const isOwn = (path: string) =>
      path.startsWith(root + sep) &&
      !(object.shelf === 'starter' && path.startsWith(object.folder + sep));
    for (const { path } of taught.filter((file) => isOwn(file.path))) {
      files.push({ path: `objects/${relative(root, path).replaceAll(sep, '/')}`, from: path });
    }
  }
  const edits = join(home, STARTER_EDITS_FILE);
  if (await exists(edits)) files.push({ path: STARTER_EDITS_FILE, from: edits });
  return [...new Map(files.map((file) => [file.path, file])).values()];
}
