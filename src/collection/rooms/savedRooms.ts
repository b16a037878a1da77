import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { checkArguments } from '../../checkOptions.js';
import { MirrorError } from '../../errors.js';
import { sha256Of } from '../../files/checksum.js';
import { aboutFile } from '../../files/disk/aboutFile.js';
import { assertInsideRoot } from '../../files/disk/assertInsideRoot.js';
import { listEntries } from '../../files/disk/listEntries.js';
import { acquireLock } from '../../files/disk/lock.js';
import { isLost } from '../../files/disk/ownedLock.js';
import { exists } from '../../files/disk/pathChecks.js';
import { readRegularFile } from '../../files/disk/readRegularFile.js';
import { writeFileAtomically } from '../../files/disk/writeFileAtomically.js';
import { checkNoRoomAlike } from './checkNoRoomAlike.js';
import { changeRooms, findRoomFolder, holdsRoom, ROOM_FILE, roomFolder } from './roomFolder.js';
import { checkNewRoomName, checkRoomName } from './roomName.js';

/** A photo's name holds the beginning of its SHA-256. */
const PHOTO_FILE = /^photo-[0-9a-f]{16}$/;

/** Largest photo that is kept with a room; a telephone's has some 5 MB. */
export const MOST_SAVED_PHOTO_BYTES = 64e6;

const ROOM_LIMITS = { what: 'a saved room', mostBytes: 1e6 };
const PHOTO_LIMITS = { what: "a saved room's photo", mostBytes: MOST_SAVED_PHOTO_BYTES };

/** The layout of `room.json`; another one is refused. */
const VERSION = 1;

/** A photo and what a person has made of it. */
export interface SavedRoom {
  readonly title: string;
  /** The bytes of the photo's file, as it was opened. */
  readonly photo: Uint8Array;
  /** What the studio's page keeps of it: any JSON, which only the page understands. */
  readonly document: unknown;
}

/**
 * Saves a room, in the place of one of that name; it is there whole or as it was before.
 *
 * @throws MirrorError `usage` for an argument, a title or a photo of another type and for a name that differs from another room's by capitals alone, `input` for a name that cannot be a folder, a
 *   photo of more than `MOST_SAVED_PHOTO_BYTES`, more text than can be read again, or a home that cannot be written; `environment` where the disk fails
 * @example await saveRoom(home, 'our kitchen', { title: 'Our kitchen', photo, document: {} })
 */
export async function saveRoom(home: string, name: string, room: SavedRoom): Promise<void> {
  checkArguments({ home, name, room }, { home: 'string', name: 'string', room: 'record' });
  const { title, photo, document } = room;
  checkArguments({ title, photo }, { title: 'string', photo: 'bytes' });
  if (photo.byteLength > MOST_SAVED_PHOTO_BYTES) {
    throw new MirrorError(
      'input',
      `Expected a photo of at most ${MOST_SAVED_PHOTO_BYTES / 1e6} MB to save with its room but it has ${Math.ceil(photo.byteLength / 1e6)}. Make it smaller and open it again.`,
    );
  }
  const checkedName = checkRoomName(name);
  const photoFile = `photo-${sha256Of(photo).slice(0, 16)}`;
  const bytes = roomFileOf({ version: VERSION, title, photo: photoFile, document });
  await changeRooms(home, async (within) => {
    await checkNoRoomAlike(home, checkedName);
    const folder = await roomFolder(home, name);
    if (!(await holdsRoom(folder))) checkNewRoomName(name);
    // Sweeps away what a save that was killed has left in the room's own folder.
    const { owned: lock, release } = await acquireLock(folder, { purpose: 'room', within });
    const photoPath = join(folder, photoFile);
    const isNew = !(await exists(photoPath));
    const before = await versionOf(folder);
    try {
      await writeFileAtomically(photoPath, photo, { lock });
      await writeFileAtomically(join(folder, ROOM_FILE), bytes, { lock });
      await removeOtherPhotos(folder, photoFile);
    } catch (error) {
      // No room names this photo, and its folder goes with it where there was none before.
      const isUnnamed = isNew && (await versionOf(folder)) === before;
      if (isUnnamed && !isLost(lock)) await rm(photoPath, { force: true });
      throw error;
    } finally {
      await release();
    }
  });
}

/** @throws MirrorError `input` for a room of more bytes than `readSavedRoom` reads */
function roomFileOf(room: object): Uint8Array {
  const bytes = new TextEncoder().encode(`${JSON.stringify(room, null, 2)}\n`);
  const { mostBytes } = ROOM_LIMITS;
  if (bytes.byteLength <= mostBytes) return bytes;
  throw new MirrorError(
    'input',
    `Expected a room of at most ${mostBytes / 1e6} MB beside its photo but it would have ${bytes.byteLength} bytes. Take boxes or text away and save it again.`,
  );
}

/** What cannot be taken away, since another program reads it just now, goes with the next save. */
async function removeOtherPhotos(folder: string, photoFile: string): Promise<void> {
  for (const { name } of await listEntries(folder)) {
    if (!PHOTO_FILE.test(name) || name === photoFile) continue;
    await rm(join(folder, name)).catch(() => {});
  }
}

/**
 * Reads a room that was saved.
 *
 * @throws MirrorError `usage` for a home or a name that is no string, `input` for one that is not there, and, opened by the path, for one that is none of ours or whose photo is gone
 */
export async function readSavedRoom(home: string, name: string): Promise<SavedRoom> {
  checkArguments({ home, name }, { home: 'string', name: 'string' });
  return readRoomFolder(home, () => findRoomFolder(home, name));
}

/**
 * The same for the folder of a room, wherever in the home it lies. No lock is needed, so that a home can be read which cannot be written.
 *
 * @param find throws where the room is not there
 */
export async function readRoomFolder(
  home: string,
  find: () => Promise<string>,
): Promise<SavedRoom> {
  for (;;) {
    const folder = await find();
    const before = await versionOf(folder);
    try {
      return await readOnce(home, folder);
    } catch (error) {
      // Saved, renamed or removed meanwhile: a save takes the photo away that the file named before.
      if (before !== undefined && (await versionOf(folder)) === before) throw error;
    }
  }
}

async function readOnce(home: string, folder: string): Promise<SavedRoom> {
  const path = join(folder, ROOM_FILE);
  await assertInsideRoot(path, home);
  const { title, photo, document } = parseRoom(await readRegularFile(path, ROOM_LIMITS), path);
  const photoPath = join(folder, photo);
  await assertInsideRoot(photoPath, home);
  if (!(await exists(photoPath))) throw photoGone(photoPath);
  return { title, document, photo: await readRegularFile(photoPath, PHOTO_LIMITS) };
}

/** Another one after each save, since each writes a new file; undefined where there is none. */
async function versionOf(folder: string): Promise<string | undefined> {
  const stats = await stat(join(folder, ROOM_FILE)).catch(() => undefined);
  return stats && `${stats.ino} ${stats.mtimeMs} ${stats.size}`;
}

function photoGone(path: string): MirrorError {
  const complaint =
    "Expected the room's photo but it is gone. Put it back, or open the photo again and save the room anew.";
  return aboutFile(path, new MirrorError('input', complaint));
}

function parseRoom(bytes: Uint8Array, path: string) {
  const room = readJson(bytes);
  const { version, title, photo, document } = room ?? {};
  const isOurs =
    version === VERSION &&
    typeof title === 'string' &&
    typeof photo === 'string' &&
    PHOTO_FILE.test(photo);
  if (isOurs) return { title, photo, document };
  throw aboutFile(
    path,
    new MirrorError(
      'input',
      `Expected a room of version ${VERSION} that the studio has saved but this is something else. Save it again.`,
    ),
  );
}

function readJson(bytes: Uint8Array): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(new TextDecoder().decode(bytes));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
