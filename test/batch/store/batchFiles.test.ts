import { expect, it } from 'vitest';
import { doneChunks, markDone, unmarkDone } from '../../../src/batch/store/batchFiles.js';
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
