import { expect, it } from 'vitest';
import { findObject } from '../../../src/collection/collection.js';
import { openCollection } from '../../../src/collection/openCollection.js';
import { packageFolder } from '../../../src/collection/packageFolder.js';
import { trainableIn } from '../../../src/collection/training/trainableIn.js';
import { putObject } from '../shelves.js';
import { useTemporaryFolder } from '../temporaryFolder.js';

const folder = useTemporaryFolder();

it('lets a home train its own objects, and only a checkout of the program the starter collection', async () => {
  await putObject(folder.path, { name: 'kettle' });
  const collection = await openCollection({ home: folder.path });
  const [own, starter] = [findObject(collection, 'kettle'), findObject(collection, 'clock')];
  const inHome = await trainableIn(collection);
  expect([own, starter].map(inHome)).toEqual([true, false]);
  const nowhere = await trainableIn({ home: undefined });
  expect([starter].map(nowhere)).toEqual([false]);
  const inCheckout = await trainableIn({ home: packageFolder() });
  expect([own, starter].map(inCheckout)).toEqual([true, true]);
});
