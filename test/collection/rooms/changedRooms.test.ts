import { mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyRemovedRooms } from '../../../src/collection/rooms/emptyRemovedRooms.js';
import {
  listRemovedRooms,
  readRemovedRoom,
  removeSavedRoom,
  restoreSavedRoom,
} from '../../../src/collection/rooms/removedRooms.js';
import { renameSavedRoom } from '../../../src/collection/rooms/renameSavedRoom.js';
import { listSavedRooms } from '../../../src/collection/rooms/roomFolder.js';
import { readSavedRoom, saveRoom } from '../../../src/collection/rooms/savedRooms.js';
import { everythingIn, useTemporaryFolder } from '../temporaryFolder.js';

const home = useTemporaryFolder();
const room = (byte: number) => ({
  title: `room ${byte}`,
  photo: Uint8Array.of(byte),
  document: { settings: { bars: byte } },
});
const save = (name: string, byte = 7) => saveRoom(home.path, name, room(byte));
const plain = async (read: ReturnType<typeof readSavedRoom>) => {
  const { photo, ...rest } = await read;
  return { ...rest, photo: Uint8Array.from(photo) };
};

describe('a saved room that is renamed', () => {
  it('is the same room under another name', async () => {
    await save('attic');
    expect(await renameSavedRoom(home.path, 'attic', 'Küche'.normalize('NFD'))).toBe('Küche');
    expect(await listSavedRooms(home.path)).toEqual(['Küche']);
    expect(await plain(readSavedRoom(home.path, 'Küche'))).toEqual(room(7));
    expect(await renameSavedRoom(home.path, 'Küche', 'Küche')).toBe('Küche');
    expect((await everythingIn(home.path)).length).toBe(4);
  });

  it('takes no place of another, and goes nowhere else', async () => {
    await save('attic', 7);
    await save('cellar', 9);
    const before = await everythingIn(home.path);
    await expect(renameSavedRoom(home.path, 'attic', 'cellar')).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('"cellar" is taken'),
    });
    for (const name of ['..', '../x', 'a/b', '', '.trash', 'nul', 'x'.repeat(65)]) {
      await expect(renameSavedRoom(home.path, 'attic', name)).rejects.toMatchObject({
        code: 'input',
      });
      await expect(renameSavedRoom(home.path, name, 'x')).rejects.toMatchObject({ code: 'input' });
    }
    expect(await everythingIn(home.path)).toEqual(before);
    expect(await plain(readSavedRoom(home.path, 'cellar'))).toEqual(room(9));
  });

  it('is found and left alone where a Mac has written its name in another Unicode form on the disk', async () => {
    const rooms = join(home.path, 'rooms');
    const saveDecomposed = async (name: string, byte: number) => {
      await save(name, byte);
      await rename(join(rooms, name), join(rooms, name.normalize('NFD')));
    };
    await saveDecomposed('Küche', 7);
    await save('attic', 9);
    await expect(renameSavedRoom(home.path, 'attic', 'Küche')).rejects.toThrow('is taken');
    expect(await renameSavedRoom(home.path, 'Küche', 'Büro')).toBe('Büro');
    await rename(join(rooms, 'Büro'), join(rooms, 'Büro'.normalize('NFD')));
    expect(await removeSavedRoom(home.path, 'Büro')).toEqual({ number: 1, name: 'Büro' });
    const trash = join(rooms, '.trash', '1');
    await rename(join(trash, 'Büro'), join(trash, 'Büro'.normalize('NFD')));
    expect(await listRemovedRooms(home.path)).toEqual([{ number: 1, name: 'Büro' }]);
    expect(await plain(readRemovedRoom(home.path, 1))).toEqual(room(7));
    await saveDecomposed('Büro', 11);
    expect(await restoreSavedRoom(home.path, 1)).toBe('Büro-2');
    expect(await plain(readSavedRoom(home.path, 'Büro-2'))).toEqual(room(7));
    expect(await plain(readSavedRoom(home.path, 'Büro'))).toEqual(room(11));
    expect(await listSavedRooms(home.path)).toEqual(['Büro', 'Büro-2', 'attic']);
  });

  it('takes the place of no folder that is no room, which is kept whole under another name', async () => {
    const rooms = join(home.path, 'rooms');
    await save('attic');
    await mkdir(join(rooms, 'loft'));
    expect(await renameSavedRoom(home.path, 'attic', 'loft')).toBe('loft');
    expect(await readdir(rooms)).toEqual(['loft']);
    for (const [folder, file] of [
      ['hall', 'photo-0123456789abcdef'],
      ['hall-2', 'notes.txt'],
    ] as const) {
      await mkdir(join(rooms, folder));
      await writeFile(join(rooms, folder, file), 'mine');
    }
    expect(await listSavedRooms(home.path)).toEqual(['loft']);
    expect(await renameSavedRoom(home.path, 'loft', 'hall')).toBe('hall');
    expect(await listSavedRooms(home.path)).toEqual(['hall']);
    expect(await plain(readSavedRoom(home.path, 'hall'))).toEqual(room(7));
    expect(await readFile(join(rooms, 'hall-3', 'photo-0123456789abcdef'), 'utf8')).toBe('mine');
    expect(await readFile(join(rooms, 'hall-2', 'notes.txt'), 'utf8')).toBe('mine');
    await removeSavedRoom(home.path, 'hall');
    await mkdir(join(rooms, 'hall'));
    await writeFile(join(rooms, 'hall', 'notes.txt'), 'mine');
    expect(await restoreSavedRoom(home.path, 1)).toBe('hall');
    expect(await plain(readSavedRoom(home.path, 'hall'))).toEqual(room(7));
    expect(await readFile(join(rooms, 'hall-4', 'notes.txt'), 'utf8')).toBe('mine');
  });

  it('is whole where it is renamed, saved and removed at the same time', async () => {
    await save('attic');
    const outcomes = await Promise.allSettled([
      renameSavedRoom(home.path, 'attic', 'cellar'),
      save('attic', 9),
      renameSavedRoom(home.path, 'attic', 'loft'),
      removeSavedRoom(home.path, 'attic'),
      save('attic', 11),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(2);
    for (const name of await listSavedRooms(home.path)) {
      const { title, photo } = await readSavedRoom(home.path, name);
      expect(title).toBe(`room ${photo[0]}`);
    }
    for (const { number } of await listRemovedRooms(home.path)) {
      const { title, photo } = await readRemovedRoom(home.path, number);
      expect(title).toBe(`room ${photo[0]}`);
    }
    const files = await everythingIn(home.path);
    expect(files.filter((path) => /lock|tmp/.test(path))).toEqual([]);
  });

  it.each([renameSavedRoom, (path: string, name: string) => removeSavedRoom(path, name)])(
    'has to be there, else the names of those are said that are',
    async (change) => {
      const message = async () => change(home.path, 'atic', 'x').catch((error) => error.message);
      expect(await message()).toContain('No room is saved yet');
      expect(await everythingIn(home.path)).toEqual([]);
      await save('attic');
      expect(await message()).toBe(
        'Expected a saved room but none is called "atic". Did you mean "attic"?',
      );
    },
  );
});

describe('a saved room that is removed', () => {
  it('is listed among the removed ones, can be read, and comes back as it was', async () => {
    await save('attic', 7);
    await save('cellar', 9);
    expect(await listRemovedRooms(home.path)).toEqual([]);
    expect(await removeSavedRoom(home.path, 'attic')).toEqual({ number: 1, name: 'attic' });
    expect(await removeSavedRoom(home.path, 'cellar')).toEqual({ number: 2, name: 'cellar' });
    expect(await listSavedRooms(home.path)).toEqual([]);
    expect(await listRemovedRooms(home.path)).toEqual([
      { number: 2, name: 'cellar' },
      { number: 1, name: 'attic' },
    ]);
    expect(await plain(readRemovedRoom(home.path, 1))).toEqual(room(7));
    expect(await restoreSavedRoom(home.path, 1)).toBe('attic');
    expect(await plain(readSavedRoom(home.path, 'attic'))).toEqual(room(7));
    expect(await listRemovedRooms(home.path)).toEqual([{ number: 2, name: 'cellar' }]);
    await expect(restoreSavedRoom(home.path, 1)).rejects.toThrow('restored or deleted');
    await expect(readRemovedRoom(home.path, 1)).rejects.toThrow('restored or deleted');
  });

  it('comes back under another name where its own is taken', async () => {
    for (const byte of [1, 2, 3]) {
      await save('attic', byte);
      await removeSavedRoom(home.path, 'attic');
    }
    await save('attic', 4);
    expect(await restoreSavedRoom(home.path, 2)).toBe('attic-2');
    expect(await restoreSavedRoom(home.path, 1)).toBe('attic-3');
    expect((await readSavedRoom(home.path, 'attic-3')).title).toBe('room 1');
    expect((await readSavedRoom(home.path, 'attic')).title).toBe('room 4');
  });

  it('is deleted for good with all others, and no other has its number', async () => {
    expect(await emptyRemovedRooms(home.path)).toBe(0);
    expect(await everythingIn(home.path)).toEqual([]);
    for (const name of ['attic', 'cellar', 'hall']) {
      await save(name);
      await removeSavedRoom(home.path, name);
    }
    await save('loft');
    await writeFile(join(home.path, 'rooms', '.trash', 'notes.txt'), 'mine');
    await restoreSavedRoom(home.path, 2);
    expect(await emptyRemovedRooms(home.path)).toBe(2);
    expect(await listRemovedRooms(home.path)).toEqual([]);
    expect(await listSavedRooms(home.path)).toEqual(['cellar', 'loft']);
    await expect(restoreSavedRoom(home.path, 1)).rejects.toThrow('restored or deleted');
    expect(await removeSavedRoom(home.path, 'loft')).toEqual({ number: 5, name: 'loft' });
    expect(await emptyRemovedRooms(home.path)).toBe(1);
    expect(await emptyRemovedRooms(home.path)).toBe(0);
    const left = await everythingIn(join(home.path, 'rooms', '.trash'));
    expect(left.filter((path) => !/^\d+$/.test(path))).toEqual(['notes.txt']);
    expect(left.includes('6')).toBe(true);
    const files = await everythingIn(home.path);
    expect(files.filter((path) => /lock|tmp|hall|attic/.test(path))).toEqual([]);
  });

  it('may be damaged, and comes back the same', async () => {
    await save('attic');
    await writeFile(join(home.path, 'rooms', 'attic', 'room.json'), '{');
    await removeSavedRoom(home.path, 'attic');
    await expect(readRemovedRoom(home.path, 1)).rejects.toThrow('Expected a room of version 1');
    expect(await restoreSavedRoom(home.path, 1)).toBe('attic');
  });

  it('goes through no link out of the home', async () => {
    await save('attic');
    await mkdir(join(home.path, 'outside'));
    const inner = join(home.path, 'home');
    await saveRoom(inner, 'attic', room(7));
    await symlink(join(home.path, 'outside'), join(inner, 'rooms', '.trash'));
    await expect(removeSavedRoom(inner, 'attic')).rejects.toThrow('link leads to');
    expect(await readdir(join(home.path, 'outside'))).toEqual([]);
    expect(await listSavedRooms(inner)).toEqual(['attic']);
    await saveRoom(home.path, 'hall', room(9));
    await mkdir(join(home.path, 'outside', '1'));
    await rename(join(home.path, 'rooms', 'hall'), join(home.path, 'outside', '1', 'hall'));
    await expect(readRemovedRoom(inner, 1)).rejects.toThrow('link leads to');
    await expect(restoreSavedRoom(inner, 1)).rejects.toThrow('link leads to');
    await expect(emptyRemovedRooms(inner)).rejects.toThrow('link leads to');
    expect(await readdir(join(home.path, 'outside', '1', 'hall'))).toHaveLength(2);
  });
});

it('says of a room whose photo is gone that it is', async () => {
  await save('attic');
  const folder = join(home.path, 'rooms', 'attic');
  const photo = (await readdir(folder)).find((name) => name.startsWith('photo-')) as string;
  await rm(join(folder, photo));
  await expect(readSavedRoom(home.path, 'attic')).rejects.toMatchObject({
    code: 'input',
    message: expect.stringContaining(`${photo}: Expected the room's photo but it is gone.`),
  });
});
