import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { editObject } from '../../../src/collection/changes/editObject.js';
import { removeObject } from '../../../src/collection/changes/removeObject.js';
import { restoreObject } from '../../../src/collection/changes/restoreObject.js';
import { findObject } from '../../../src/collection/collection.js';
import { openCollection } from '../../../src/collection/openCollection.js';
import { addObject } from '../../../src/collection/recordings/addObject.js';
import { forgetTaught } from '../../../src/collection/taught/forgetTaught.js';
import {
  readTaughtPhotos,
  readTaughtThings,
} from '../../../src/collection/taught/readTaughtThings.js';
import { countTaught } from '../../../src/collection/taught/taughtOf.js';
import { teachObject } from '../../../src/collection/taught/teachObject.js';
import type { TaughtThing } from '../../../src/vision/taught/taughtThing.js';
import { putObject, takeBytes } from '../shelves.js';
import { everythingIn, useTemporaryFolder } from '../temporaryFolder.js';
import { BOX, DETECTOR, newTaughtPhoto, type TaughtPlan } from './taughtPhotos.js';

// A package of its own, with two starter objects of which one was taught: what really ships changes with the collection.
const shipped = vi.hoisted(() => ({ folder: '' }));
vi.mock('../../../src/collection/packageFolder.js', () => ({
  packageFolder: () => shipped.folder,
}));

const folder = useTemporaryFolder();
const home = () => join(folder.path, 'home');
const KITCHEN = { name: 'kitchen.jpg' };
const SHELF = { name: 'shelf.jpg' };
const HALL = { name: 'hall.jpg', boxes: [] };
const OWN = { name: 'own.jpg' };

const teach = (...plans: readonly TaughtPlan[]) =>
  teachObject(home(), { name: 'clock', photos: plans.map(newTaughtPhoto) });
const clock = async (name = 'clock') => findObject(await openCollection({ home: home() }), name);
const counts = async (name?: string) => countTaught(await clock(name));

beforeEach(async () => {
  shipped.folder = join(folder.path, 'package');
  await putObject(shipped.folder, { name: 'clock', labels: ['clock'] });
  await putObject(shipped.folder, { name: 'dog', labels: ['dog'] });
  await writeFile(join(shipped.folder, 'objects', 'starter.json'), '["clock","dog"]');
  await mkdir(home());
  const made = join(folder.path, 'made');
  const photos = [KITCHEN, SHELF, HALL].map(newTaughtPhoto);
  await teachObject(made, { name: 'clock', photos });
  await rename(
    join(made, 'objects', '.taught', 'clock'),
    join(shipped.folder, 'objects', 'clock', 'taught'),
  );
});

describe('what ships of the look of a starter object', () => {
  it('is known without a home, and what a home teaches adds to it', async () => {
    const [object] = (await openCollection()).objects;
    expect(countTaught(object ?? {})).toEqual({ positives: 2, negatives: 1 });
    expect(object?.taught?.every(({ isShipped }) => isShipped)).toBe(true);
    expect(await teach(OWN)).toMatchObject({ boxes: 1 });
    expect(await counts()).toEqual({ positives: 3, negatives: 1 });
    // Another box of a photo that ships goes into the home; the same box is known.
    const further = { ...KITCHEN, boxes: [BOX, { ...BOX, x: 400 }] };
    expect(await teach(further)).toMatchObject({ boxes: 1, notes: [] });
    const { examples } = await readTaughtPhotos(await clock(), { detector: DETECTOR });
    expect(examples).toHaveLength(4);
    expect(await counts()).toEqual({ positives: 3, negatives: 1 });
  });

  it.each([
    ['as it ships', [], true],
    ['beside a photo of the home that does not show it', [{ ...HALL, name: 'yard.jpg' }], true],
    ['beside a photo of the home that shows it', [OWN], undefined],
  ])('is told from what a user taught: %s', async (_, plans, isShipped) => {
    if (plans.length > 0) await teach(...plans);
    const learner = {
      detector: DETECTOR,
      bank: `bank of ${home()}`,
      learn: async (name: string) =>
        ({
          name,
          weights: new Float32Array(400),
          boxRegression: { mean: [], weights: [] },
        }) as unknown as TaughtThing,
    };
    const { things } = await readTaughtThings({ objects: [await clock()] }, learner);
    expect(things.map((thing) => thing.isShipped)).toEqual([isShipped]);
  });

  it('is what an object that is added in its place is heard by', async () => {
    await putObject(shipped.folder, { name: 'clock', labels: [] });
    const file = join(folder.path, 'take.mid');
    await writeFile(file, takeBytes('ours'));
    const { object, notes } = await addObject(home(), { name: 'clock', files: [file] });
    expect(countTaught(object)).toEqual({ positives: 2, negatives: 1 });
    expect(notes).toContain(
      "clock has no labels: it is heard where it is seen itself, taught 2 photos (the starter's).",
    );
  });

  it('is forgotten in a home, stays in the package, and comes back', async () => {
    const before = await everythingIn(shipped.folder);
    await teach(OWN);
    const whole = await clock();
    const one = await forgetTaught(home(), { name: 'clock', photos: ['kitchen.jpg'] });
    expect(one.entry).toMatchObject({ taught: ['kitchen.jpg'], starter: { name: 'clock' } });
    expect(await counts()).toEqual({ positives: 2, negatives: 1 });
    const { object } = await forgetTaught(home(), { name: 'clock' });
    expect(object.taught).toBeUndefined();
    await expect(forgetTaught(home(), { name: 'clock' })).rejects.toThrow(/clock was not/);
    expect(await everythingIn(shipped.folder)).toEqual(before);
    expect(countTaught((await openCollection()).objects[0] ?? {}).positives).toBe(2);
    await restoreObject(home(), { name: 'clock' });
    expect(await counts()).toEqual({ positives: 2, negatives: 1 });
    expect((await restoreObject(home(), { name: 'clock' })).object).toEqual(whole);
  });

  it('stays forgotten while the object is edited, removed and brought back', async () => {
    await forgetTaught(home(), { name: 'clock', photos: ['kitchen.jpg', 'hall.jpg'] });
    const left = { positives: 1, negatives: 0 };
    await editObject(home(), { name: 'clock', rename: 'tick', text: 'Tick.' });
    expect(await counts('tick')).toEqual(left);
    await removeObject(home(), { name: 'tick' });
    // What was forgotten of an object that is gone cannot come back before it.
    await expect(restoreObject(home(), { name: 'tick', number: 1 })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('`mirror restore tick --entry 3` brings it back'),
    });
    await restoreObject(home(), { name: 'tick' });
    await restoreObject(home(), { name: 'tick' });
    expect(await counts()).toEqual(left);
    await restoreObject(home(), { name: 'clock', number: 1 });
    expect(await counts()).toEqual({ positives: 2, negatives: 1 });
  });

  it('stays forgotten after an edit that came before it is taken back', async () => {
    await editObject(home(), { name: 'clock', rename: 'tick' });
    await forgetTaught(home(), { name: 'tick' });
    await restoreObject(home(), { name: 'tick', number: 1 });
    expect((await clock()).taught).toBeUndefined();
  });

  it('is what an object of the home looks like that takes its place, and can be forgotten there', async () => {
    await putObject(home(), { name: 'clock', labels: ['clock'] });
    await teach(OWN);
    expect(await counts()).toEqual({ positives: 3, negatives: 1 });
    await forgetTaught(home(), { name: 'clock' });
    expect((await clock()).taught).toBeUndefined();
    const { object } = await restoreObject(home(), { name: 'clock' });
    expect(object.shelf).toBe('home');
    expect(countTaught(object)).toEqual({ positives: 3, negatives: 1 });
  });

  it('is mended by installing it again where it is damaged', async () => {
    const [first] = (await clock()).taught ?? [];
    await rename(join(first?.folder ?? '', 'vectors.bin'), join(folder.path, 'vectors.bin'));
    const { notes } = await readTaughtPhotos(await clock(), { detector: DETECTOR });
    expect(notes).toEqual([expect.stringMatching(/vectors\.bin.* Install sound-mirror again\.$/)]);
  });
});
