import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { collectionHash } from '../../../src/batch/collections/contentHash.js';
import { openStoredCollection } from '../../../src/batch/collections/openStoredCollection.js';
import { storeCollection } from '../../../src/batch/collections/storeCollection.js';
import { openFolderStore } from '../../../src/batch/store/folderStore.js';
import { openCollection, readDecoder } from '../../../src/index.js';
import { putTrainedObject } from '../../collection/shelves.js';
import { everythingIn, useTemporaryFolder } from '../../collection/temporaryFolder.js';

const folder = useTemporaryFolder();
const at = (...path: string[]) => join(folder.path, ...path);

async function store() {
  const collection = await openCollection({ home: at('home') });
  const hash = await collectionHash(collection);
  await storeCollection(openFolderStore(at('store')), { collection, hash });
  return { collection, hash };
}

describe('a collection in a store', () => {
  it('is opened elsewhere with the same objects and decoders, without recordings', async () => {
    await putTrainedObject(at('home'), { name: 'kettle', labels: ['cup'] });
    const { collection, hash } = await store();
    const opened = await openStoredCollection(openFolderStore(at('store')), {
      hash,
      cache: at('cache'),
    });
    expect(opened.objects.map(({ name, labels }) => [name, labels])).toEqual(
      collection.objects.map(({ name, labels }) => [name, labels]),
    );
    const kettle = opened.objects.find(({ name }) => name === 'kettle');
    expect(kettle?.folder).toBe(at('cache', hash, 'objects', 'kettle'));
    const own = collection.objects.find(({ name }) => name === 'kettle');
    expect(kettle && (await readDecoder(kettle))?.weights).toEqual(
      own && (await readDecoder(own))?.weights,
    );
    expect((await everythingIn(at('cache'))).filter((path) => path.endsWith('.mid'))).toEqual([]);
  });

  it('has another hash when a decoder or a label changes, and the same when a recording does', async () => {
    const kettle = await putTrainedObject(at('home'), { name: 'kettle' });
    const hash = async () => collectionHash(await openCollection({ home: at('home') }));
    const before = await hash();
    await rm(at('home/objects/kettle/recordings/one.mid'));
    expect(await hash()).toBe(before);
    const object = JSON.parse(await readFile(join(kettle.folder, 'object.json'), 'utf8'));
    await writeFile(
      join(kettle.folder, 'object.json'),
      JSON.stringify({ ...object, labels: ['bowl'] }),
    );
    const relabelled = await hash();
    expect(relabelled).not.toBe(before);
    await rm(kettle.modelsFolder, { recursive: true });
    expect(await hash()).not.toBe(relabelled);
  });

  it('is fetched again where the cache is damaged, and refused where the store is', async () => {
    await putTrainedObject(at('home'), { name: 'kettle' });
    const { hash } = await store();
    const open = () =>
      openStoredCollection(openFolderStore(at('store')), { hash, cache: at('cache') });
    await open();
    const weights = ['models', 'kettle', 'weights.bin'];
    const whole = await readFile(at('cache', hash, ...weights));
    await writeFile(at('cache', hash, ...weights), 'damaged');
    await open();
    expect(await readFile(at('cache', hash, ...weights))).toEqual(whole);
    await writeFile(at('store', 'collections', hash, ...weights), 'damaged');
    await rm(at('cache'), { recursive: true });
    await expect(open()).rejects.toMatchObject({ code: 'environment' });
  });

  it('that is not there is said to be missing', async () => {
    const open = openStoredCollection(openFolderStore(at('store')), {
      hash: 'ab',
      cache: at('cache'),
    });
    await expect(open).rejects.toThrow(/same path on all machines/);
  });
});
