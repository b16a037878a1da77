import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BatchStore, StoreLock } from '../../../src/batch/store/batchStore.js';
import { openFolderStore } from '../../../src/batch/store/folderStore.js';
import { openManifest } from '../../../src/batch/store/manifest.js';
import { keepRecords } from '../../../src/cli/batches/batchRecords.js';
import { createTerminal } from '../../../src/cli/terminal/terminal.js';
import { standInBatch } from '../../batch/standIns.js';
import { useTemporaryFolder } from '../../collection/temporaryFolder.js';

const folder = useTemporaryFolder();
let lock: StoreLock;
beforeEach(async () => {
  lock = await openFolderStore(folder.path).lock({ purpose: 'batch' });
});
afterEach(() => lock.release());

const SILENT = { write: () => {} };
const terminal = createTerminal({ stdout: SILENT, stderr: SILENT, env: {}, quiet: true });

async function openRecords(count: number, out: BatchStore = openFolderStore(folder.path)) {
  const { photos } = standInBatch(count);
  const manifest = await openManifest(out, lock);
  const faults: unknown[] = [];
  const records = keepRecords({
    photos: photos.map(({ path, sha256 }) => ({ path, photo: path, sum: { sha256 } })),
    music: photos.map(({ title }) => `${title}.mid`),
    inBatch: photos,
    ...{ out, store: openFolderStore(join(folder.path, '.mirror-batch')), manifest, terminal },
    ...{ isJson: false, onFault: (error) => faults.push(error) },
  });
  return { records, manifest, photos, faults };
}

const MUSIC = Uint8Array.of(7);

/** Puts the music of photos into the store, without waiting for the disk. */
async function putMusic(photos: readonly { readonly key: string }[]): Promise<void> {
  for (const { key } of photos) {
    const within = join(folder.path, '.mirror-batch', 'results', key.slice(0, 3));
    await mkdir(within, { recursive: true });
    await writeFile(join(within, `${key}.mid`), MUSIC);
  }
}

describe('the records of a call', () => {
  it('of 130,000 photos that were known are kept, and the gravest of them gives the exit code', async () => {
    const COUNT = 130_000;
    const { records } = await openRecords(COUNT);
    const unanswered = { state: 'unanswered', message: 'Nothing answers.' } as const;
    for (let i = 0; i < COUNT; i++) await records.add(i, unanswered, { isKnown: true });
    expect(await records.settle()).toBe(3);
    expect(records.counts()).toMatchObject({ unanswered: COUNT, known: COUNT });
  }, 60_000);

  it('take no more while many of them wait for the disk', async () => {
    const store = openFolderStore(folder.path);
    let open = () => {};
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    const slow: BatchStore = {
      ...store,
      placeMidi: async (...args) => {
        await opened;
        return store.placeMidi(...args);
      },
    };
    const COUNT = 400;
    const { records, photos } = await openRecords(COUNT, slow);
    await putMusic(photos);
    // What lies in its place already is not written again.
    for (let i = 0; i < COUNT; i++) await writeFile(join(folder.path, `${i}.mid`), MUSIC);
    let added = 0;
    const adding = (async () => {
      for (let i = 0; i < COUNT; i++) {
        await records.add(i, { state: 'done' }, { isKnown: true });
        added += 1;
      }
    })();
    await setTimeout(200);
    expect(added).toBeGreaterThan(4);
    expect(added).toBeLessThan(300);
    open();
    await adding;
    expect(await records.settle()).toBe(0);
    expect(records.counts()).toMatchObject({ done: COUNT, known: COUNT });
  }, 60_000);

  it('are kept no more once the manifest could not be written, which is told at once and once more at the end', async () => {
    const { records, manifest, photos, faults } = await openRecords(2);
    await putMusic(photos);
    await mkdir(join(folder.path, 'manifest.jsonl'));
    await records.add(0, { state: 'done' }, { isKnown: false });
    while (!manifest.failed.aborted) await setTimeout(5);
    expect(manifest.failed.reason).toMatchObject({ code: 'environment' });
    await records.add(1, { state: 'done' }, { isKnown: false });
    await expect(records.settle()).rejects.toBe(manifest.failed.reason);
    expect(faults).toEqual([]);
    expect(await openFolderStore(folder.path).list('')).not.toContain('1.mid');
    await rm(join(folder.path, 'manifest.jsonl'), { recursive: true });
  });
});
