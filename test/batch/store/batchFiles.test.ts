import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Batch } from '../../../src/batch/batch.js';
import { batchSettings } from '../../../src/batch/settings.js';
import {
  doneChunks,
  markDone,
  unmarkDone,
  writeBatchFiles,
} from '../../../src/batch/store/batchFiles.js';
import type { BatchStore } from '../../../src/batch/store/batchStore.js';
import { openFolderStore } from '../../../src/batch/store/folderStore.js';
import { MirrorError } from '../../../src/errors.js';
import { useTemporaryFolder } from '../../collection/temporaryFolder.js';

const folder = useTemporaryFolder();

it('chunks are done from their mark on until it is taken back', async () => {
  const store = openFolderStore(folder.path);
  expect(await doneChunks(store, 'b')).toEqual(new Set());
  for (const chunk of [0, 12]) await markDone(store, { batch: 'b', chunk });
  expect(await doneChunks(store, 'b')).toEqual(new Set([0, 12]));
  await unmarkDone(store, { batch: 'b', chunk: 0 });
  expect(await doneChunks(store, 'b')).toEqual(new Set([12]));
});

it('a folder that cannot be listed just now is waited for, and S3 that refuses is told', async () => {
  const failing = (error: Error): BatchStore => ({
    ...openFolderStore(folder.path),
    list: async () => {
      throw error;
    },
  });
  const stale = Object.assign(new Error('stale file handle'), { code: 'ESTALE' });
  expect(await doneChunks(failing(stale), 'b')).toEqual(new Set());
  const refused = new MirrorError('environment', 's3://archive: no answer');
  await expect(doneChunks(failing(refused), 'b')).rejects.toBe(refused);
});

describe('the chunks of a batch', () => {
  const requires = { version: '1', weights: 'w', backend: 'wasm' };
  const batch: Batch = {
    ...{ id: 'b', requires, settings: batchSettings({}, undefined), collection: 'c', photos: [] },
  };
  const chunks = Array.from({ length: 100 }, (_, number) => ({ number, photos: [] }));
  /** Does something before each write. */
  const watched = (before: (writes: number) => void): BatchStore => {
    const store = openFolderStore(folder.path);
    let writes = 0;
    return {
      ...store,
      write: async (...words) => {
        before(++writes);
        await store.write(...words);
      },
    };
  };

  it('are written no further once one of them could not be', async () => {
    let writes = 0;
    const store = watched((count) => {
      writes = count;
      if (count === 5) throw new MirrorError('environment', 'full');
    });
    const { signal } = new AbortController();
    await expect(writeBatchFiles(store, { batch, chunks, signal })).rejects.toThrow('full');
    // What would be written behind the back of the one that was told.
    await setTimeout(200);
    expect(writes).toBeLessThan(5 + store.readsAtOnce);
  });

  it('are written no further once the signal fires', async () => {
    let writes = 0;
    const stop = new AbortController();
    const store = watched((count) => {
      writes = count;
      if (count === 5) stop.abort();
    });
    const { signal } = stop;
    const writing = writeBatchFiles(store, { batch, chunks, signal });
    await expect(writing).rejects.toMatchObject({ code: 'aborted' });
    expect(writes).toBeLessThan(5 + store.readsAtOnce);
  });
});
