import { mkdir, readdir, readFile, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  listRemovedRooms,
  readRemovedRoom,
  restoreSavedRoom,
} from '../../../src/collection/rooms/removedRooms.js';
import { renameSavedRoom } from '../../../src/collection/rooms/renameSavedRoom.js';
import { findRoomRevision } from '../../../src/collection/rooms/replacedRoom.js';
import {
  MOST_SAVED_PHOTO_BYTES,
  savedRoomRevision,
} from '../../../src/collection/rooms/roomFile.js';
import { listSavedRooms } from '../../../src/collection/rooms/roomFolder.js';
import { readSavedRoom, saveRoom } from '../../../src/collection/rooms/savedRooms.js';
import { sha256Of } from '../../../src/files/checksum.js';
import { everythingIn, useTemporaryFolder } from '../temporaryFolder.js';

const home = useTemporaryFolder();
const room = {
  title: 'Our Küche',
  photo: Uint8Array.of(7, 8, 9),
  document: { settings: { bars: 8 } },
};

describe('saved rooms', () => {
  it('come back as they went in, by name', async () => {
    expect(await listSavedRooms(home.path)).toEqual([]);
    await saveRoom(home.path, 'Küche', room);
    await saveRoom(home.path, 'attic', { ...room, title: 'x', document: null });
    expect(await listSavedRooms(home.path)).toEqual(['Küche', 'attic']);
    const read = await readSavedRoom(home.path, 'Küche'.normalize('NFD'));
    expect({ ...read, photo: [...read.photo] }).toEqual({ ...room, photo: [7, 8, 9] });
  });

  it('are found by name where a Mac has written it in another Unicode form on the disk', async () => {
    const rooms = join(home.path, 'rooms');
    const decomposed = 'Küche'.normalize('NFD');
    await saveRoom(home.path, 'Küche', room);
    await rename(join(rooms, 'Küche'), join(rooms, decomposed));
    expect(await listSavedRooms(home.path)).toEqual(['Küche']);
    for (const name of ['Küche', decomposed]) {
      expect((await readSavedRoom(home.path, name)).title).toBe(room.title);
    }
    await saveRoom(home.path, 'Küche', { ...room, title: 'again' });
    expect(await readdir(rooms)).toEqual([decomposed]);
    expect((await readSavedRoom(home.path, 'Küche')).title).toBe('again');
    // What a save that failed has left in the usual form hides no room.
    await mkdir(join(rooms, 'Küche'));
    expect((await readSavedRoom(home.path, 'Küche')).title).toBe('again');
    expect(await listSavedRooms(home.path)).toEqual(['Küche']);
  });

  it('have no name that another has with other capitals, which many disks take for the same', async () => {
    await saveRoom(home.path, 'Küche', room);
    await expect(saveRoom(home.path, 'küche', room)).rejects.toMatchObject({
      code: 'usage',
      message:
        'Expected a name that no other room has on any disk but received "küche" where "Küche" is. Write it as that one, or choose another.',
    });
    await saveRoom(home.path, 'attic', room);
    await expect(renameSavedRoom(home.path, 'attic', 'KÜCHE')).rejects.toMatchObject({
      code: 'usage',
    });
    expect(await renameSavedRoom(home.path, 'attic', 'Attic')).toBe('Attic');
    expect(await listSavedRooms(home.path)).toEqual(['Attic', 'Küche']);
    await saveRoom(home.path, 'Attic', room);
  });

  it('take the place of one of their name, its photo too', async () => {
    await saveRoom(home.path, 'attic', room);
    await saveRoom(home.path, 'attic', { ...room, photo: Uint8Array.of(1) });
    expect([...(await readSavedRoom(home.path, 'attic')).photo]).toEqual([1]);
    expect((await readdir(join(home.path, 'rooms', 'attic'))).length).toBe(2);
  });

  it('are whole where two pages save one at the same time', async () => {
    const photos = Array.from({ length: 6 }, (_, i) => Uint8Array.of(i));
    await Promise.all(photos.map((photo) => saveRoom(home.path, 'attic', { ...room, photo })));
    const { photo } = await readSavedRoom(home.path, 'attic');
    expect(photos.map(([byte]) => byte)).toContain(photo[0]);
    expect((await readdir(join(home.path, 'rooms', 'attic'))).length).toBe(2);
  });

  it('are read whole, however often they are saved meanwhile', async () => {
    const versions = [1, 2].map((byte) => ({
      title: `version ${byte}`,
      photo: new Uint8Array(200_000).fill(byte),
      document: { byte },
    }));
    await saveRoom(home.path, 'attic', versions[0] as (typeof versions)[0]);
    let isSaving = true;
    const saving = (async () => {
      for (let i = 1; i <= 60; i++) await saveRoom(home.path, 'attic', versions[i % 2] as never);
      isSaving = false;
    })();
    const readers = Array.from({ length: 4 }, async () => {
      const bytes = new Set<number>();
      while (isSaving) {
        const { title, photo, document } = await readSavedRoom(home.path, 'attic');
        expect(document).toEqual({ byte: photo[0] });
        expect(title).toBe(`version ${photo[0]}`);
        expect(photo.length).toBe(200_000);
        bytes.add(photo[0] as number);
      }
      return bytes.size;
    });
    expect(await Promise.all(readers)).toEqual([2, 2, 2, 2]);
    await saving;
  });

  it('leave nothing of a save that failed', async () => {
    // No file can take the place of a folder.
    await mkdir(join(home.path, 'rooms', 'attic', 'room.json'), { recursive: true });
    const before = await everythingIn(home.path);
    await expect(saveRoom(home.path, 'attic', room)).rejects.toThrow('this is a folder');
    expect(await everythingIn(home.path)).toEqual(before);
  });

  it.each(['..', '../x', 'a/b', 'a\\b', '', '.hidden', 'nul', 'a\u0000', 'x'.repeat(65)])(
    'lie nowhere else: %j',
    async (name) => {
      await expect(saveRoom(home.path, name, room)).rejects.toMatchObject({ code: 'input' });
      await expect(readSavedRoom(home.path, name)).rejects.toMatchObject({ code: 'input' });
      expect(await everythingIn(home.path)).toEqual([]);
    },
  );

  it('are not followed by a link out of the home', async () => {
    await mkdir(join(home.path, 'home', 'rooms'), { recursive: true });
    await mkdir(join(home.path, 'outside'));
    await symlink(join(home.path, 'outside'), join(home.path, 'home', 'rooms', 'attic'));
    await expect(saveRoom(join(home.path, 'home'), 'attic', room)).rejects.toThrow('link leads to');
    expect(await readdir(join(home.path, 'outside'))).toEqual([]);
  });

  it.each([
    ['no JSON', '{'],
    ['another version', '{ "version": 2, "title": "x", "photo": "photo-0000000000000000" }'],
    ['a photo elsewhere', '{ "version": 1, "title": "x", "photo": "../../secret" }'],
  ])('are refused in a line where they are none of ours: %s', async (_, text) => {
    await mkdir(join(home.path, 'rooms', 'attic'), { recursive: true });
    await writeFile(join(home.path, 'rooms', 'attic', 'room.json'), text);
    await expect(readSavedRoom(home.path, 'attic')).rejects.toThrow(
      /room\.json: Expected a room of version 1 that the studio has saved/,
    );
  });

  it('keep no photo that is too large', async () => {
    const photo = new Uint8Array(MOST_SAVED_PHOTO_BYTES + 1);
    await expect(saveRoom(home.path, 'attic', { ...room, photo })).rejects.toThrow('at most 64 MB');
    expect(await everythingIn(home.path)).toEqual([]);
  });

  it('are not saved with more than could be read again', async () => {
    await saveRoom(home.path, 'attic', room);
    const document = { text: 'x'.repeat(1e6) };
    await expect(saveRoom(home.path, 'attic', { ...room, document })).rejects.toThrow(
      'Expected a room of at most 1 MB beside its photo',
    );
    expect((await readSavedRoom(home.path, 'attic')).document).toEqual(room.document);
  });
});

describe('a saved room that another takes the place of', () => {
  const made = (bars: number, byte = 7) => ({
    ...room,
    photo: Uint8Array.of(byte),
    document: { settings: { bars } },
  });

  it('is kept among the removed rooms where it is not the one that the other was made from', async () => {
    const { revision } = await saveRoom(home.path, 'attic', made(7));
    expect(revision).toBe(savedRoomRevision(await readSavedRoom(home.path, 'attic')));
    const first = await saveRoom(home.path, 'attic', made(9, 8), { replaces: revision });
    expect(first).toEqual({ revision: savedRoomRevision(made(9, 8)) });
    expect(await listRemovedRooms(home.path)).toEqual([]);
    const second = await saveRoom(home.path, 'attic', made(5), { replaces: revision });
    expect(second.removed).toEqual({ number: 1, name: 'attic' });
    expect(await findRoomRevision(home.path, 'attic')).toBe(second.revision);
    const { photo, ...kept } = await readRemovedRoom(home.path, 1);
    expect({ ...kept, photo: Uint8Array.from(photo) }).toEqual(made(9, 8));
    expect(await restoreSavedRoom(home.path, 1)).toBe('attic-2');
    expect((await readSavedRoom(home.path, 'attic')).document).toEqual(made(5).document);
  });

  it('is kept where the other was made from none, unless both are the same', async () => {
    await saveRoom(home.path, 'attic', made(7), { replaces: null });
    expect(await saveRoom(home.path, 'attic', made(7), { replaces: null })).not.toHaveProperty(
      'removed',
    );
    const { removed } = await saveRoom(home.path, 'attic', made(8), { replaces: null });
    expect(removed).toEqual({ number: 1, name: 'attic' });
  });

  it('is kept as it is where its file is none of ours', async () => {
    await saveRoom(home.path, 'attic', made(7));
    const path = join(home.path, 'rooms', 'attic', 'room.json');
    await writeFile(path, '{');
    await saveRoom(home.path, 'attic', made(8), { replaces: savedRoomRevision(made(7)) });
    const kept = join(home.path, 'rooms', '.trash', '1', 'attic');
    expect(await readFile(join(kept, 'room.json'), 'utf8')).toBe('{');
    expect((await readdir(kept)).length).toBe(2);
  });

  it('stays, with no copy, where the other cannot be written', async () => {
    const { revision } = await saveRoom(home.path, 'attic', made(7));
    // No file can take the place of a folder.
    const name = `photo-${sha256Of(Uint8Array.of(9)).slice(0, 16)}`;
    await mkdir(join(home.path, 'rooms', 'attic', name, 'x'), { recursive: true });
    const before = (await everythingIn(home.path)).filter((path) => !path.includes('.trash'));
    const other = saveRoom(home.path, 'attic', made(8, 9), { replaces: null });
    await expect(other).rejects.toMatchObject({ code: 'input' });
    expect(await listRemovedRooms(home.path)).toEqual([]);
    expect(await findRoomRevision(home.path, 'attic')).toBe(revision);
    expect((await everythingIn(home.path)).filter((path) => !path.includes('.trash'))).toEqual(
      before,
    );
  });

  it('is not lost, whichever of many pages is last', async () => {
    const { revision } = await saveRoom(home.path, 'attic', made(1));
    const bars = [2, 3, 4, 5];
    await Promise.all(
      bars.map((each) => saveRoom(home.path, 'attic', made(each), { replaces: revision })),
    );
    const removed = await listRemovedRooms(home.path);
    const rooms = await Promise.all([
      readSavedRoom(home.path, 'attic'),
      ...removed.map(({ number }) => readRemovedRoom(home.path, number)),
    ]);
    const found = rooms.map(
      ({ document }) => (document as { settings: { bars: number } }).settings,
    );
    expect(found.map((each) => each.bars).sort()).toEqual(bars);
  });
});
