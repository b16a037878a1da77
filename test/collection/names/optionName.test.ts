import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { editObject } from '../../../src/collection/changes/editObject.js';
import { removeObject } from '../../../src/collection/changes/removeObject.js';
import { restoreObject } from '../../../src/collection/changes/restoreObject.js';
import { findObject } from '../../../src/collection/collection.js';
import { openCollection } from '../../../src/collection/openCollection.js';
import { addObject } from '../../../src/collection/recordings/addObject.js';
import { renameSavedRoom } from '../../../src/collection/rooms/renameSavedRoom.js';
import { listSavedRooms } from '../../../src/collection/rooms/roomFolder.js';
import { readSavedRoom, saveRoom } from '../../../src/collection/rooms/savedRooms.js';
import { teachObject } from '../../../src/collection/taught/teachObject.js';
import { putObject, takeBytes } from '../shelves.js';
import { newTaughtPhoto } from '../taught/taughtPhotos.js';
import { everythingIn, useTemporaryFolder } from '../temporaryFolder.js';

const home = useTemporaryFolder();
const ROOM = { title: 'x', photo: Uint8Array.of(7), document: {} };
const PHOTOS = [newTaughtPhoto({ name: 'kitchen.jpg' })];

const take = async (name: string) => {
  const path = join(home.path, name);
  await writeFile(path, takeBytes(name));
  return path;
};

describe('a name that a command line would read as an option', () => {
  it.each<[string, () => Promise<unknown>]>([
    [
      'a new object',
      async () => addObject(home.path, { name: '-x', files: [await take('one.mid')] }),
    ],
    ['an object that is renamed', () => editObject(home.path, { name: 'kettle', rename: '-x' })],
    [
      'a starter object that is renamed',
      () => editObject(home.path, { name: 'clock', rename: '-x' }),
    ],
    [
      'an object that is taught first',
      () => teachObject(home.path, { name: '-x', photos: PHOTOS }),
    ],
    ['a new room', () => saveRoom(home.path, '-x', ROOM)],
    ['a room that is renamed', () => renameSavedRoom(home.path, 'attic', '-x')],
  ])('is refused for %s, and nothing changes', async (_, name) => {
    await putObject(home.path, { name: 'kettle' });
    await saveRoom(home.path, 'attic', ROOM);
    await take('one.mid');
    const before = await everythingIn(home.path);
    await expect(name()).rejects.toMatchObject({
      code: 'input',
      message: expect.stringMatching(
        /^Expected (?:an object's|a room's) name that can be typed in a command but "-x" begins with a hyphen, as options do\. Choose a name such as "/,
      ),
    });
    expect(await everythingIn(home.path)).toEqual(before);
  });

  it('is kept by an object that has it: it is changed, added to, taught, removed, restored and renamed', async () => {
    await putObject(home.path, { name: '-x' });
    const { object } = await editObject(home.path, { name: '-x', rename: '-x', text: 'It sings.' });
    expect(object).toMatchObject({ name: '-x', text: 'It sings.' });
    const { added } = await addObject(home.path, { name: '-x', files: [await take('new.mid')] });
    expect(added).toEqual(['new.mid']);
    expect((await teachObject(home.path, { name: '-x', photos: PHOTOS })).isNew).toBe(false);
    await removeObject(home.path, { name: '-x' });
    expect((await restoreObject(home.path, { name: '-x' })).object.name).toBe('-x');
    expect(findObject(await openCollection({ home: home.path }), '-x').recordings.length).toBe(3);
    const renamed = await editObject(home.path, { name: '-x', rename: 'x' });
    expect(renamed.object.name).toBe('x');
  });

  it('is kept by a room that has it: it is read, saved again and renamed', async () => {
    await saveRoom(home.path, 'attic', ROOM);
    await rename(join(home.path, 'rooms', 'attic'), join(home.path, 'rooms', '-x'));
    await saveRoom(home.path, '-x', { ...ROOM, title: 'again' });
    expect((await readSavedRoom(home.path, '-x')).title).toBe('again');
    expect(await renameSavedRoom(home.path, '-x', '-x')).toBe('-x');
    expect(await renameSavedRoom(home.path, '-x', 'x')).toBe('x');
    expect(await listSavedRooms(home.path)).toEqual(['x']);
  });
});
