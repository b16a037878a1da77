import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MirrorError } from '../../errors.js';
import { sha256Of } from '../../files/checksum.js';
import { writeFileAtomically } from '../../files/disk/writeFileAtomically.js';
import { type Collection, openCollection } from '../../index.js';
import { type BatchStore, readText } from '../store/batchStore.js';
import { collectionHash } from './contentHash.js';
import { FILE_LIST, type StoredFile, storedCollection } from './storeCollection.js';

/**
 * Opens a collection of a store: the starter collection of this machine, with what the store holds of the home laid
 * over it. All sums are verified.
 *
 * @param options.cache a folder of this machine that keeps collections: what is there and right is not fetched again
 * @throws MirrorError `environment` if the store does not have the collection whole, if a file has another sum, or if this
 *   machine's starter collection is another one; as `writeFileAtomically` does if the cache cannot be written
 */
export async function openStoredCollection(
  store: BatchStore,
  {
    hash,
    cache,
    signal,
  }: { readonly hash: string; readonly cache: string; readonly signal?: AbortSignal },
): Promise<Collection> {
  const from = storedCollection(hash);
  const text = await readText(store, `${from}/${FILE_LIST}`);
  if (text === undefined) {
    throw new MirrorError(
      'environment',
      `${store.address}/${from}: Expected the collection of the batch in the shared folder but it is not there. Mount the folder of --out at the same path on all machines.`,
    );
  }
  const files = JSON.parse(text) as StoredFile[];
  const folder = join(cache, hash);
  for (const file of files) await fetchFile(file, { store, from, to: folder });
  const collection = await openCollection({ ...(files.length > 0 && { home: folder }), signal });
  const received = await collectionHash(collection, signal);
  if (received !== hash) {
    throw new MirrorError(
      'environment',
      `Expected the collection ${hash.slice(0, 12)} of the batch but with the starter collection of this machine it becomes ${received.slice(0, 12)}. Install the same sound-mirror on all machines.`,
    );
  }
  return collection;
}

async function fetchFile(
  { path, sha256 }: StoredFile,
  { store, from, to }: { readonly store: BatchStore; readonly from: string; readonly to: string },
): Promise<void> {
  const parts = path.split('/');
  if (parts.some((part) => part === '' || part === '..'))
    throw wrongFile(`${store.address}/${from}/${path}`);
  const kept = await readFile(join(to, ...parts)).catch(() => undefined);
  if (kept !== undefined && sha256Of(kept) === sha256) return;
  const bytes = await store.read(`${from}/${path}`);
  if (bytes === undefined || sha256Of(bytes) !== sha256) {
    throw wrongFile(`${store.address}/${from}/${path}`);
  }
  await writeFileAtomically(join(to, ...parts), bytes);
}

function wrongFile(path: string): MirrorError {
  return new MirrorError(
    'environment',
    `${path}: Expected the file of the batch's collection but it is missing or damaged. Take the folder above it away and call \`mirror batch\` again.`,
  );
}
