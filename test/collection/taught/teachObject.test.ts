import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { editObject } from '../../../src/collection/changes/editObject.js';
import { removeObject } from '../../../src/collection/changes/removeObject.js';
import { listRestorable, restoreObject } from '../../../src/collection/changes/restoreObject.js';
import { findObject } from '../../../src/collection/collection.js';
import { openCollection } from '../../../src/collection/openCollection.js';
import { addObject } from '../../../src/collection/recordings/addObject.js';
import type { TaughtFolder } from '../../../src/collection/soundObject.js';
import { forgetTaught } from '../../../src/collection/taught/forgetTaught.js';
import { readTaughtFolder } from '../../../src/collection/taught/readTaughtFolder.js';
import { taughtBoxes } from '../../../src/collection/taught/taughtBoxes.js';
import { loadTaughtPhoto, saveTaughtPhoto } from '../../../src/collection/taught/taughtFiles.js';
import { countTaught } from '../../../src/collection/taught/taughtOf.js';
import type { TaughtPhoto } from '../../../src/collection/taught/taughtPhoto.js';
import { teachObject } from '../../../src/collection/taught/teachObject.js';
import { putObject, takeBytes } from '../shelves.js';
import { everythingIn, useTemporaryFolder } from '../temporaryFolder.js';
import { BOX, DETECTOR, newTaughtPhoto, type TaughtPlan, taughtPhoto } from './taughtPhotos.js';

const home = useTemporaryFolder();
const teach = (name: string, ...plans: readonly TaughtPlan[]) =>
  teachObject(home.path, { name, photos: plans.map(newTaughtPhoto) });
const find = async (name: string) => findObject(await openCollection({ home: home.path }), name);
const visible = async () => (await everythingIn(home.path)).filter((path) => !/\.trash/.test(path));

const KITCHEN = { name: 'kitchen.jpg' };
const SHELF = { name: 'shelf.jpg', boxes: [BOX, { ...BOX, x: 300 }] };
const HALL = { name: 'hall.jpg', boxes: [] };

/** As it is when it has been written and read: its vectors are rounded. */
const asKept = (taught: TaughtPhoto) =>
  loadTaughtPhoto(saveTaughtPhoto(taught), { detector: DETECTOR });

describe('an object that is taught', () => {
  it('keeps each photo in a folder of its own, with what its boxes show, and gives it back', async () => {
    await putObject(home.path, { name: 'kettle' });
    const { object, ...rest } = await teach('Kettle', KITCHEN, SHELF, HALL);
    expect(rest).toEqual({ isNew: false, boxes: 3, negatives: 1, notes: [] });
    expect(countTaught(object)).toEqual({ positives: 2, negatives: 1 });
    const read = await Promise.all(
      (object.taught ?? []).map((folder) => readTaughtFolder(folder, { detector: DETECTOR })),
    );
    const kept = [KITCHEN, SHELF, HALL].map(taughtPhoto).map(asKept);
    expect(new Set(read)).toEqual(new Set(kept));
    const shelf = object.taught?.find(({ photo }) =>
      taughtPhoto(SHELF).photo.sha256.startsWith(photo),
    );
    const crop = await readFile(join(shelf?.folder ?? '', 'crop-2.jpg'));
    expect([...crop]).toEqual([0xff, 0xd8, 18]);
  });

  it('gives back a photo with the most boxes there may be, and the most anchors on each', async () => {
    await putObject(home.path, { name: 'kettle' });
    const boxes = Array.from({ length: 64 }, (_, i) => ({ ...BOX, x: 9 * i }));
    const { taught, crops } = newTaughtPhoto({ name: 'shelf.jpg', boxes });
    const examples = taught.examples.map((example) => ({
      ...example,
      positive: Array(64).fill(example.positive[0]),
      offsets: Array(64).fill([-0.123, -0.456, -0.789, -0.321]),
    }));
    const photos = [{ taught: { ...taught, examples }, crops }];
    const { object } = await teachObject(home.path, { name: 'kettle', photos });
    const [folder] = object.taught as readonly [TaughtFolder];
    const read = await readTaughtFolder(folder, { detector: DETECTOR });
    expect(read.examples.map(({ box }) => box)).toEqual(boxes);
  });

  it('learns more from one call after another, also of the same photo, and nothing twice', async () => {
    await putObject(home.path, { name: 'kettle' });
    await teach('kettle', KITCHEN);
    const further = {
      ...KITCHEN,
      boxes: [
        { ...BOX, x: BOX.x + 1 },
        { ...BOX, x: 400 },
      ],
    };
    const { boxes, notes, object } = await teach('kettle', further);
    expect({ boxes, notes }).toEqual({ boxes: 1, notes: [] });
    expect(countTaught(object)).toEqual({ positives: 1, negatives: 0 });
    const before = await everythingIn(home.path);
    const again = await teach('kettle', KITCHEN);
    expect(again).toMatchObject({
      boxes: 0,
      notes: ['kitchen.jpg: taught before, and nothing of it changes.'],
    });
    expect(await everythingIn(home.path)).toEqual(before);
  });

  it('keeps one description of a photo whose boxes are all described again, and others beside it', async () => {
    await putObject(home.path, { name: 'kettle' });
    const right = { ...BOX, x: 400 };
    await teach('kettle', KITCHEN, HALL);
    const both = await teach('kettle', { ...KITCHEN, boxes: [right, BOX] });
    expect(both).toMatchObject({ boxes: 1, notes: [] });
    const [first, ...rest] = both.object.taught?.filter(({ isPositive }) => isPositive) ?? [];
    expect(rest).toEqual([]);
    expect(await readTaughtFolder(first as TaughtFolder, { detector: DETECTOR })).toEqual(
      asKept(taughtPhoto({ ...KITCHEN, boxes: [right, BOX] })),
    );
    expect(await taughtBoxes(both.object, taughtPhoto(KITCHEN).photo.sha256)).toEqual([right, BOX]);
    const redrawn = await teach('kettle', { ...KITCHEN, boxes: [{ ...BOX, x: BOX.x + 12 }] });
    expect(redrawn.notes).toEqual([expect.stringMatching(/^kitchen\.jpg: .*both count.*anew/)]);
    await forgetTaught(home.path, { name: 'kettle' });
    await teach('kettle', HALL, { ...KITCHEN, boxes: [right, BOX] });
    // A second process knew of none of them.
    const apart = await teach('kettle', { ...KITCHEN, boxes: [{ ...BOX, x: 200 }] });
    expect(apart).toMatchObject({ boxes: 1, notes: [] });
    expect(await taughtBoxes(apart.object, taughtPhoto(KITCHEN).photo.sha256)).toHaveLength(3);
    // What a person put beside it is not thrown away.
    const kept = apart.object.taught?.find(({ isPositive }) => isPositive)?.folder ?? '';
    await writeFile(join(kept, 'notes.txt'), 'the old one');
    const all = { ...KITCHEN, boxes: [right, BOX, { ...BOX, x: 200 }, { ...BOX, x: 300 }] };
    await teach('kettle', all);
    expect(await readFile(join(kept, 'notes.txt'), 'utf8')).toBe('the old one');
    expect(await taughtBoxes(await find('kettle'), taughtPhoto(KITCHEN).photo.sha256)).toHaveLength(
      4,
    );
  });

  it.each([
    ['in', { ...BOX, width: 20, height: 30 }, 1],
    ['around', { x: 5, y: 1, width: 300, height: 300 }, 1],
    ['across the edge of', { ...BOX, x: BOX.x + 30, width: 100 }, 0],
  ])('says so where a new box lies %s an older one', async (_, box, notes) => {
    await putObject(home.path, { name: 'kettle' });
    await teach('kettle', KITCHEN);
    const taught = await teach('kettle', { ...KITCHEN, boxes: [box] });
    expect(taught).toMatchObject({ boxes: 1 });
    expect(taught.notes.filter((note) => note.includes('both count'))).toHaveLength(notes);
  });

  it.each([
    ['taught with other weights', { ...KITCHEN, detector: 'a'.repeat(64) }, async () => {}],
    ['damaged', KITCHEN, (folder: string) => writeFile(join(folder, 'vectors.bin'), 'x')],
    ['without its header', KITCHEN, (folder: string) => rm(join(folder, 'taught.json'))],
    [
      'of a photo that does not show it, with other weights',
      { ...KITCHEN, boxes: [], detector: 'a'.repeat(64) },
      async () => {},
    ],
  ])('takes the place of what cannot be used any longer: %s', async (_, plan, damage) => {
    await putObject(home.path, { name: 'kettle' });
    const { object } = await teach('kettle', plan);
    await damage(object.taught?.[0]?.folder ?? '');
    const again = await teach('kettle', { ...plan, detector: DETECTOR });
    expect(again.notes).toEqual([]);
    expect(again.object.taught).toHaveLength(1);
    const [only] = again.object.taught as [TaughtFolder];
    await expect(readTaughtFolder(only, { detector: DETECTOR })).resolves.toBeDefined();
  });

  it('learns a photo that does not show it once, whatever files hold it', async () => {
    const { negatives, object } = await teach('kettle', HALL, HALL);
    expect({ negatives, taught: object.taught?.length }).toEqual({ negatives: 1, taught: 1 });
  });

  it('that is not there yet is made, without labels, and takes its recordings later', async () => {
    const { isNew, notes, object } = await teach('coffee mill', KITCHEN);
    expect({ isNew, labels: object.labels }).toEqual({ isNew: true, labels: [] });
    expect(notes).toEqual([
      'coffee mill is new and has no recordings yet: `mirror add "coffee mill" take.mid`.',
    ]);
    const file = join(home.path, 'take.mid');
    await writeFile(file, takeBytes('take'));
    const added = await addObject(home.path, { name: 'coffee mill', files: [file] });
    expect(added.object.recordings).toHaveLength(1);
    expect(added.notes).toContain(
      'coffee mill has no labels: it is heard where it is seen itself, taught 1 photo.',
    );
  });

  it('that is called nearly like one of the user says so', async () => {
    await putObject(home.path, { name: 'knife block' });
    expect((await teach('knife blok', KITCHEN)).notes).toEqual([
      expect.stringMatching(/^knife blok is new/),
      'knife block is there already; did you mean that? `mirror remove "knife blok"` takes the new one back.',
    ]);
  });

  it('that ships with the program stays as it is: the home keeps what it is taught', async () => {
    const { object } = await teach('clock', KITCHEN);
    expect(object).toMatchObject({ shelf: 'starter', labels: ['clock'] });
    expect(await visible()).not.toContain(join('objects', 'clock'));
    expect(countTaught(await find('clock'))).toEqual({ positives: 1, negatives: 0 });
    await editObject(home.path, { name: 'clock', rename: 'grandfather' });
    expect(countTaught(await find('grandfather'))).toEqual({ positives: 1, negatives: 0 });
  });

  it('looks the same to the object of the user that takes the place of a starter one', async () => {
    await teach('clock', KITCHEN);
    await putObject(home.path, { name: 'clock', labels: ['clock'] });
    await teach('clock', HALL);
    expect(await find('clock')).toMatchObject({ shelf: 'home' });
    expect(countTaught(await find('clock'))).toEqual({ positives: 1, negatives: 1 });
    await removeObject(home.path, { name: 'clock' });
    expect(countTaught(await find('clock'))).toEqual({ positives: 1, negatives: 0 });
  });

  it('takes what it was taught along to another name, into the trash, and back', async () => {
    await putObject(home.path, { name: 'kettle' });
    const { object } = await teach('kettle', KITCHEN, HALL);
    await editObject(home.path, { name: 'kettle', rename: 'samovar' });
    await removeObject(home.path, { name: 'samovar' });
    const restored = await restoreObject(home.path, { name: 'samovar' });
    expect(restored.object.taught?.map(({ id }) => id)).toEqual(object.taught?.map(({ id }) => id));
  });

  it('may lose its last label, and one that is not may not', async () => {
    await putObject(home.path, { name: 'kettle', labels: ['cup'] });
    const edit = { name: 'kettle', removeLabels: ['cup'] };
    await expect(editObject(home.path, edit)).rejects.toMatchObject({ code: 'usage' });
    // A photo that does not show it lets no photo play it.
    await teach('kettle', HALL);
    await expect(editObject(home.path, edit)).rejects.toMatchObject({ code: 'usage' });
    await teach('kettle', KITCHEN);
    expect((await editObject(home.path, edit)).object.labels).toEqual([]);
    const back = await restoreObject(home.path, { name: 'kettle' });
    expect(back.object.labels).toEqual(['cup']);
  });
});

/** What is refused in one line, with nothing changed. */
const REFUSED: readonly [string, () => Promise<unknown>, string, RegExp][] = [
  ['no photos', () => teach('kettle'), 'usage', /photos to teach from but received none/],
  ['a name that is no folder', () => teach('a/b', KITCHEN), 'input', /holds the character \//],
  [
    'a photo that was taught as the opposite',
    () => teach('kettle', SHELF, { ...KITCHEN, boxes: [] }),
    'usage',
    /kitchen.jpg either to show kettle or not .*`mirror forget kettle kitchen.jpg`/,
  ],
  [
    'a photo that shows it and does not in one call',
    () => teach('kettle', SHELF, { ...SHELF, boxes: [] }),
    'usage',
    /shelf.jpg either to show kettle or not but received it as both\. Leave one/,
  ],
];

describe('teaching', () => {
  it.each(REFUSED)('refuses %s and changes nothing', async (_, act, code, message) => {
    await putObject(home.path, { name: 'kettle' });
    await teach('kettle', KITCHEN);
    const before = await everythingIn(home.path);
    await expect(act()).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
    expect(await everythingIn(home.path)).toEqual(before);
  });

  it('says how a starter object comes back that was removed', async () => {
    await removeObject(home.path, { name: 'clock' });
    await expect(teach('clock', KITCHEN)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('`mirror restore clock` brings it back'),
    });
  });

  it('leaves nothing behind where a place is taken that its journal did not know of', async () => {
    await putObject(home.path, { name: 'kettle' });
    const id = taughtPhoto(SHELF).photo.sha256.slice(0, 16);
    // A file is no taught photo, and in the way all the same.
    await teach('kettle', KITCHEN);
    await writeFile(join(home.path, 'objects', 'kettle', 'taught', id), 'x');
    const before = await everythingIn(home.path);
    await expect(teach('kettle', HALL, SHELF)).rejects.toMatchObject({
      code: 'input',
      message: expect.stringContaining('Expected a free name'),
    });
    expect(await everythingIn(home.path)).toEqual(before);
  });

  it('stops when it is told to and leaves nothing', async () => {
    const signal = AbortSignal.abort();
    const photos = [newTaughtPhoto(KITCHEN)];
    const work = teachObject(home.path, { name: 'kettle', photos, signal });
    await expect(work).rejects.toMatchObject({ code: 'aborted' });
    expect(await everythingIn(home.path)).toEqual([]);
  });
});

describe('forgetting', () => {
  it('moves a photo into the trash, from where it comes back', async () => {
    await putObject(home.path, { name: 'kettle' });
    const { object: before } = await teach('kettle', KITCHEN, SHELF, HALL);
    const { entry, object } = await forgetTaught(home.path, {
      name: 'kettle',
      photos: ['photos/Shelf.jpg'],
    });
    expect(entry).toMatchObject({ action: 'forgotten', taught: ['shelf.jpg'] });
    expect(countTaught(object)).toEqual({ positives: 1, negatives: 1 });
    expect(await listRestorable(home.path)).toEqual([entry]);
    const restored = await restoreObject(home.path, { name: 'kettle' });
    expect(restored.object).toEqual(before);
    expect(await listRestorable(home.path)).toEqual([]);
  });

  it('forgets all of it, of a starter object as well, and brings all of it back', async () => {
    const { object: before } = await teach('clock', KITCHEN, HALL);
    const { object } = await forgetTaught(home.path, { name: 'clock' });
    expect(object.taught).toBeUndefined();
    expect(await visible()).toEqual(['objects']);
    const { object: after } = await restoreObject(home.path, { name: 'clock' });
    expect(after).toEqual(before);
  });

  it('knows a photo by its checksum, and brings it back beside one that was taught anew', async () => {
    await putObject(home.path, { name: 'kettle' });
    await teach('kettle', KITCHEN);
    const { sha256 } = taughtPhoto(KITCHEN).photo;
    await forgetTaught(home.path, { name: 'kettle', photos: [sha256] });
    await teach('kettle', { ...KITCHEN, boxes: [{ ...BOX, x: 200 }] });
    const { object } = await restoreObject(home.path, { name: 'kettle' });
    const id = sha256.slice(0, 16);
    expect(object.taught?.map((each) => each.id)).toEqual([id, `${id}-2`]);
    expect(countTaught(object)).toEqual({ positives: 1, negatives: 0 });
  });

  it.each([
    ['an object there is not', 'kettel', [], /an object of the collection/],
    ['an object that was not taught', 'clock', [], /clock was not/],
    ['a photo there is not', 'kettle', ['kitten.jpg'], /Did you mean kitchen.jpg\?/],
  ])('refuses %s', async (_, name, photos, message) => {
    await putObject(home.path, { name: 'kettle' });
    await teach('kettle', KITCHEN);
    const before = await everythingIn(home.path);
    await expect(forgetTaught(home.path, { name, photos })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(message),
    });
    expect(await everythingIn(home.path)).toEqual(before);
  });
});
