import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { chunksOf, planBatch } from '../../dist/batch/planBatch.js';
import { batchSettings } from '../../dist/batch/settings.js';
import { openFolderStore } from '../../dist/batch/store/folderStore.js';
import { openManifest } from '../../dist/batch/store/manifest.js';

/** What the one process that submits does for each photo besides reading it: keys, chunks, and the manifest. */
export async function benchManifest({ folder, photoCount }) {
  const out = join(folder, 'manifest');
  mkdirSync(out);
  const sha256 = (i) => i.toString(16).padStart(64, '0');
  const plannedAt = performance.now();
  const batch = planBatch({
    photos: Array.from({ length: photoCount }, (_, i) => ({
      path: `/shared/archive/box-${i % 1000}/photo-${i}.jpg`,
      sha256: sha256(i),
      title: `photo-${i}`,
    })),
    settings: batchSettings({}, undefined),
    requires: { version: '0.2.0', weights: sha256(1), backend: 'wasm' },
    collection: sha256(2),
  });
  const chunks = chunksOf(batch).length;
  const planSeconds = (performance.now() - plannedAt) / 1000;
  const store = openFolderStore(out);
  const lock = await store.lock({ purpose: 'batch' });
  const manifest = await openManifest(store, lock);
  const addedAt = performance.now();
  for (const { path, key, sha256: sum, title } of batch.photos) {
    const record = { state: 'done', midi: `${title}.mid`, sha256: sum, key, message: null };
    manifest.add({ photo: path, ...record });
  }
  await manifest.flush();
  const addSeconds = (performance.now() - addedAt) / 1000;
  const compactedAt = performance.now();
  await manifest.compact();
  const compactSeconds = (performance.now() - compactedAt) / 1000;
  const openedAt = performance.now();
  await openManifest(store, lock);
  const openSeconds = (performance.now() - openedAt) / 1000;
  await lock.release();
  const megabytes = statSync(join(out, 'manifest.jsonl')).size / 1e6;
  const residentMegabytes = process.memoryUsage().rss / 1e6;
  return {
    photoCount,
    chunks,
    planSeconds,
    addSeconds,
    compactSeconds,
    openSeconds,
    megabytes,
    residentMegabytes,
  };
}
