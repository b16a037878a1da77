import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DISK_PHOTOS } from '../../../src/batch/photos/photoSource.js';
import { openFolderStore } from '../../../src/batch/store/folderStore.js';
import { openPhotoSums } from '../../../src/batch/store/photoSums.js';
import { sha256Of } from '../../../src/files/checksum.js';
import { useTemporaryFolder } from '../../collection/temporaryFolder.js';

const folder = useTemporaryFolder();
const { signal } = new AbortController();
const at = (name: string) => join(folder.path, name);
const open = () =>
  openPhotoSums(openFolderStore(at('store')), {
    file: { what: 'a photo', mostBytes: 100 },
    signal,
  });
const sumOf = (text: string) => sha256Of(new TextEncoder().encode(text));

describe('the sum of a photo', () => {
  it('is that of its file, and another one when the file changes', async () => {
    await writeFile(at('a.jpg'), 'one');
    expect(await (await open()).sumOf(at('a.jpg'), DISK_PHOTOS)).toBe(sumOf('one'));
    await writeFile(at('a.jpg'), 'two');
    expect(await (await open()).sumOf(at('a.jpg'), DISK_PHOTOS)).toBe(sumOf('two'));
  });

  it('is remembered behind a line that a killed process left unfinished', async () => {
    await writeFile(at('a.jpg'), 'one');
    await (await open()).sumOf(at('a.jpg'), DISK_PHOTOS);
    await appendFile(at('store/photos.jsonl'), '\n{"path":"');
    await writeFile(at('b.jpg'), 'other');
    await (await open()).sumOf(at('b.jpg'), DISK_PHOTOS);
    const sums = await open();
    expect(await sums.sumOf(at('b.jpg'), DISK_PHOTOS)).toBe(sumOf('other'));
    expect(await sums.sumOf(at('a.jpg'), DISK_PHOTOS)).toBe(sumOf('one'));
  });

  it('cannot be had of a file that is not there', async () => {
    await expect((await open()).sumOf(at('none.jpg'), DISK_PHOTOS)).rejects.toMatchObject({
      code: 'input',
    });
  });
});
