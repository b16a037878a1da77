import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { listS3Photos } from '../../../src/batch/s3/listS3Photos.js';
import { putObject } from '../../../src/batch/s3/s3Objects.js';
import { openS3Photos } from '../../../src/batch/s3/s3Photos.js';
import { openStore } from '../../../src/batch/store/openStore.js';
import { openPhotoSums } from '../../../src/batch/store/photoSums.js';
import { folderFiles } from '../../../src/cli/inputs/folderFiles.js';
import { PHOTOS } from '../../../src/cli/inputs/inputKinds.js';
import { sha256Of } from '../../../src/files/checksum.js';
import { useTemporaryFolder } from '../../collection/temporaryFolder.js';
import { useS3 } from './s3Server.js';

const s3 = useS3();
// Requests that fail are not tried again by the SDK: what waits is the program.
process.env.AWS_MAX_ATTEMPTS = '1';
const folder = useTemporaryFolder();
const { signal } = new AbortController();
const file = { what: 'a photo', mostBytes: 1e6 };
const bytes = (text: string) => new TextEncoder().encode(text);
const put = (key: string, text: string) => putObject({ bucket: 'archive', key }, bytes(text));

async function list(address: string, isRecursive = false) {
  const photos = openS3Photos();
  const { isNamedSo, whyNotRead } = PHOTOS;
  const options = { isNamedSo, whyNotRead, isRecursive, signal, onPhoto: photos.keep };
  return { photos, ...(await listS3Photos(address, options)) };
}

describe('photos at an address', () => {
  it('are those of a folder, in its order', async () => {
    const names = [
      ...['b.jpg', 'a.JPG', 'B.png', 'a b.jpeg', 'é.webp', 'notes.txt', '.hidden.jpg'],
      ...['scan.BMP', 'A.psd', '.raw.dng', 'a/raw.CR2', 'z/z/new.jxl'],
      ...[
        'a/z.jpg',
        'a/b/c.jpg',
        'a.b/0.jpg',
        'a0/1.tif',
        '.mirror-batch/2.jpg',
        'z/0.jpg',
        'z/z/z.gif',
      ],
    ];
    for (const name of names) {
      await put(`tree/${name}`, name);
      await mkdir(dirname(join(folder.path, name)), { recursive: true });
      await writeFile(join(folder.path, name), name);
    }
    await put('tree-not/0.jpg', 'not');
    for (const isRecursive of [false, true]) {
      const onDisk = await folderFiles(folder.path, { kind: PHOTOS, isRecursive });
      for (const address of ['s3://archive/tree', 's3://archive/tree/']) {
        const { photos: _, ...listed } = await list(address, isRecursive);
        expect(listed).toEqual({
          ...onDisk,
          isFolder: true,
          files: onDisk.files.map((path) => path.replace(folder.path, 's3://archive/tree')),
        });
      }
    }
  });

  it('are one where the address is that of an object, and none where there is nothing', async () => {
    await put('one.jpg', '1');
    await put('one.jpg.jpg', '2');
    expect(await list('s3://archive/one.jpg')).toMatchObject({
      isFolder: false,
      files: ['s3://archive/one.jpg'],
    });
    expect(await list('s3://archive/one')).toMatchObject({ isFolder: true, files: [] });
    await expect(list('s3://nowhere/one')).rejects.toMatchObject({
      code: 'environment',
      message: expect.stringMatching(/^s3:\/\/nowhere\/one: Expected a bucket/),
    });
    await expect(list('s3://No/one')).rejects.toMatchObject({ code: 'usage' });
  });

  it('are listed page by page', async () => {
    const names = Array.from({ length: 10 }, (_, i) => `${i}.jpg`);
    for (const name of names) await put(`many/${name}`, name);
    await s3.server.setFault('pages');
    await s3.server.requests();
    expect((await list('s3://archive/many/')).files).toEqual(
      names.map((name) => `s3://archive/many/${name}`),
    );
    expect(await s3.server.requests()).toEqual({ LIST: 4 });
    await s3.server.setFault('');
  });
});

describe('a photo', () => {
  it('is read on where its connection breaks', async () => {
    const text = 'photo '.repeat(1000);
    await put('cut/a.jpg', text);
    await s3.server.setFault('cut');
    const read = await openS3Photos().read('s3://archive/cut/a.jpg', file);
    expect(new TextDecoder().decode(read)).toBe(text);
  });

  it.each([
    ['whose length the store does not say', 'unsized'],
    ['whose length the store does not say, and whose connection breaks,', 'unsized-cut'],
  ] as const)('%s is read whole', async (_, fault) => {
    const text = 'photo '.repeat(1000);
    await put('unsized/a.jpg', text);
    await put('unsized/empty.jpg', '');
    await s3.server.setFault(fault);
    const photos = openS3Photos();
    const read = await photos.read('s3://archive/unsized/a.jpg', file);
    const small = photos.read('s3://archive/unsized/a.jpg', { ...file, mostBytes: 5999 });
    await expect(small).rejects.toMatchObject({
      code: 'input',
      message: expect.stringContaining('the object has more than 0.006 MB, which are the most'),
    });
    const empty = photos.read('s3://archive/unsized/empty.jpg', file);
    await expect(empty).rejects.toMatchObject({
      code: 'input',
      message: expect.stringContaining('the object is empty'),
    });
    await s3.server.setFault('');
    expect(new TextDecoder().decode(read)).toBe(text);
  });

  it('is waited for while the store is away for a moment', async () => {
    await put('away/a.jpg', 'photo');
    await s3.server.setFault('away');
    const reading = openS3Photos().read('s3://archive/away/a.jpg', file);
    await setTimeout(300);
    await s3.server.setFault('');
    expect(new TextDecoder().decode(await reading)).toBe('photo');
  });

  it.each([
    ['is not there', undefined, /no such object/],
    ['is empty', '', /empty/],
    ['is too large', 'x'.repeat(1_000_001), /1\.0 MB/],
  ])('that %s is said to be so', async (name, text, line) => {
    const address = `s3://archive/bad/${name}.jpg`;
    if (text !== undefined) await put(`bad/${name}.jpg`, text);
    const reading = openS3Photos().read(address, file);
    await expect(reading).rejects.toMatchObject({ code: 'input' });
    await expect(reading).rejects.toThrow(line);
    await expect(reading).rejects.toThrow(`${address}: Expected a photo but`);
  });

  it('whose sum is known is not read again, and one that changed is', async () => {
    const store = await openStore('s3://archive/sums/.mirror-batch');
    await put('sums/a.jpg', 'one');
    await put('sums/b.jpg', 'two');
    const sumsOf = async () => {
      const sums = await openPhotoSums(store, { file, signal });
      const { photos, files } = await list('s3://archive/sums');
      const found: string[] = [];
      for (const address of files) found.push(await sums.sumOf(address, photos));
      await sums.flush();
      return found;
    };
    expect(await sumsOf()).toEqual([sha256Of(bytes('one')), sha256Of(bytes('two'))]);
    await s3.server.requests();
    expect(await sumsOf()).toEqual([sha256Of(bytes('one')), sha256Of(bytes('two'))]);
    // The sums, and whether there is an object `sums` of its own.
    expect(await s3.server.requests()).toEqual({ GET: 1, LIST: 2 });
    await put('sums/b.jpg', 'new');
    expect(await sumsOf()).toEqual([sha256Of(bytes('one')), sha256Of(bytes('new'))]);
  });

  it('that changes between its listing and its reading is not summed', async () => {
    await put('changing/a.jpg', 'one');
    const { photos } = await list('s3://archive/changing');
    await put('changing/a.jpg', 'two');
    const reading = photos.read('s3://archive/changing/a.jpg', file);
    await expect(reading).rejects.toMatchObject({ code: 'input' });
    await expect(reading).rejects.toThrow(/changed/);
  });
});
