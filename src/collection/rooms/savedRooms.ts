import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { checkArguments, checkOptions } from '../../checks/checkOptions.js';
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
import { type KeptRoom, keepReplacedRoom, revisionIn } from './replacedRoom.js';
import {
  MOST_SAVED_PHOTO_BYTES,
  PHOTO_FILE,
  PHOTO_LIMITS,
  parseRoom,
  photoFileOf,
  ROOM_LIMITS,
  roomFileOf,
  type SavedRoom,
} from './roomFile.js';
import { changeRooms, findRoomFolder, ROOM_FILE, roomFolder } from './roomFolder.js';
import { checkNewRoomName, checkRoomName } from './roomName.js';
import type { RemovedRoom } from './roomTrash.js';

/** What the room that is saved takes the place of. */
export interface SaveRoomOptions {
  /**
   * Revision of the room of that name that this one was made from, as `savedRoomRevision` gives it; null for none. A
   * room of another revision, such as one that was saved from another page meanwhile, is kept among the removed rooms.
   * Undefined: whatever room has that name is replaced and not kept.
   */
  readonly replaces?: string | null;
}

/** What became of a save. */
export interface RoomSaved {
  /** Of the room that is saved now. */
  readonly revision: string;
  /** The room that it replaced, where that was kept. */
  readonly removed?: RemovedRoom;
}

/**
 * Saves a room, in the place of one of that name; it is there whole or as it was before.
 *
 * @throws MirrorError `usage` for an argument, a title or a photo of another type, an option of no known name, and for
 *   a name that differs from another room's by capitals alone, `input` for a name that cannot be a folder, a photo of
 *   more than `MOST_SAVED_PHOTO_BYTES`, more text than can be read again, or a home that cannot be written;
 *   `environment` where the disk fails
 * @example await saveRoom(home, 'our kitchen', { title: 'Our kitchen', photo, document: {} }) // { revision: '5b0c…' }
 */
export async function saveRoom(
  home: string,
  name: string,
  room: SavedRoom,
  options: SaveRoomOptions = {},
): Promise<RoomSaved> {
  checkOptions('saveRoom', options, { replaces: 'any' });
  checkArguments({ home, name, room }, { home: 'string', name: 'string', room: 'record' });
  const { replaces } = options;
  const { title, photo } = room;
  checkArguments({ title, photo }, { title: 'string', photo: 'bytes' });
  if (photo.byteLength > MOST_SAVED_PHOTO_BYTES) {
    throw new MirrorError(
      'input',
      `Expected a photo of at most ${MOST_SAVED_PHOTO_BYTES / 1e6} MB to save with its room but it has ${Math.ceil(photo.byteLength / 1e6)}. Make it smaller and open it again.`,
    );
  }
  const checkedName = checkRoomName(name);
  const photoFile = photoFileOf(room);
  const bytes = roomFileOf(room);
  const revision = sha256Of(bytes);
  return changeRooms(home, async (within) => {
    await checkNoRoomAlike(home, checkedName);
    const folder = await roomFolder(home, name);
    const found = await revisionIn(folder);
    if (found === undefined) checkNewRoomName(name);
    // Nothing is lost of a room that is saved as it is already.
    const isKnown = replaces === undefined || found === undefined || found === replaces;
    const isKept = !isKnown && found !== revision;
    // Sweeps away what a save that was killed has left in the room's own folder.
    const { owned: lock, release } = await acquireLock(folder, { purpose: 'room', within });
    const photoPath = join(folder, photoFile);
    const isNew = !(await exists(photoPath));
    const before = await versionOf(folder);
    let kept: KeptRoom | undefined;
    try {
      if (isKept) kept = await keepReplacedRoom(home, folder, lock);
      await writeFileAtomically(photoPath, photo, { lock });
      await writeFileAtomically(join(folder, ROOM_FILE), bytes, { lock });
      await removeOtherPhotos(folder, photoFile);
    } catch (error) {
      const isReplaced = (await versionOf(folder)) !== before;
      // No room names this photo, and its folder goes with it where there was none before.
      if (isNew && !isReplaced && !isLost(lock)) await rm(photoPath, { force: true });
      if (!isReplaced) await kept?.discard();
      throw error;
    } finally {
      await release();
    }
    return { revision, ...(kept && { removed: kept.removed }) };
  });
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
 * @throws MirrorError `usage` for a home or a name that is no string, `input` for one that is not there, and, opened by
 *   the path, for one that is none of ours or whose photo is gone
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
