import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { chunksOf } from '../../dist/batch/planBatch.js';
import { openFolderStore } from '../../dist/batch/store/folderStore.js';
import { openManifest } from '../../dist/batch/store/manifest.js';
import { printFigures } from './ownProcess.js';
import { standInBatch } from './standInBatch.js';

// node manifest.js <folder> <photos>: what the one process that submits does for each photo besides reading it: keys, chunks, and the manifest.

const [folder, words] = process.argv.slice(2);
const photoCount = Number(words);
const out = join(folder, 'manifest');
mkdirSync(out);
const plannedAt = performance.now();
const batch = standInBatch(photoCount);
const chunks = chunksOf(batch).length;
const planSeconds = (performance.now() - plannedAt) / 1000;
const store = openFolderStore(out);
const lock = await store.lock({ purpose: 'batch' });
let manifest = await openManifest(store, lock);
const addedAt = performance.now();
for (const [i, { path, key, sha256: sum, title }] of batch.photos.entries()) {
  const record = { state: 'done', midi: `${title}.mid`, sha256: sum, key, message: null };
  manifest.add({ photo: path, ...record });
  // A call has no more results wait at a time.
  if (i % 256 === 255) await manifest.flush();
}
await manifest.flush();
const addSeconds = (performance.now() - addedAt) / 1000;
const compactedAt = performance.now();
await manifest.compact();
const compactSeconds = (performance.now() - compactedAt) / 1000;
const openedAt = performance.now();
manifest = await openManifest(store, lock);
const openSeconds = (performance.now() - openedAt) / 1000;
await lock.release();
const megabytes = statSync(join(out, 'manifest.jsonl')).size / 1e6;
printFigures({
  ...{ photoCount, chunks, planSeconds, addSeconds, compactSeconds, openSeconds, megabytes },
});
