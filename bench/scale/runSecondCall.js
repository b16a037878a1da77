import { join } from 'node:path';
import { openFolderStore } from '../../dist/batch/store/folderStore.js';
import { openManifest } from '../../dist/batch/store/manifest.js';
import { keepRecords } from '../../dist/cli/batches/batchRecords.js';
import { knownResults } from '../../dist/cli/batches/openBatch.js';
import { createTerminal } from '../../dist/cli/terminal/terminal.js';
import { printFigures } from './ownProcess.js';
import { standInBatch } from './standInBatch.js';

// node runSecondCall.js <out> <photos>: what `mirror batch` does with results that it finds, as JSON with seconds and the most memory.

const [folder, photoCount] = process.argv.slice(2);
const startedAt = performance.now();
const { photos } = standInBatch(Number(photoCount));
const out = openFolderStore(folder);
const store = openFolderStore(join(folder, '.mirror-batch'));
const lock = await store.lock({ purpose: 'batch' });
const manifest = await openManifest(out, lock);
const { signal } = new AbortController();
const known = await knownResults({ photos }, { store, signal });
const silent = { write: () => {} };
const records = keepRecords({
  photos: photos.map(({ path, sha256 }) => ({ photo: path, path, sum: { sha256 } })),
  music: photos.map(({ title }) => `${title}.mid`),
  inBatch: photos,
  ...{ out, store, manifest, isJson: false },
  terminal: createTerminal({ stdout: silent, stderr: silent, env: {}, quiet: true }),
  onFault: (error) => {
    throw error;
  },
});
for (const [index, { key }] of photos.entries()) {
  await records.add(index, known.get(key), { isKnown: true });
}
await records.settle();
await manifest.compact();
await lock.release();
const seconds = (performance.now() - startedAt) / 1000;
printFigures({ seconds });
