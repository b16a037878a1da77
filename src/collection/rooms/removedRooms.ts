import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { MirrorError } from '../../errors.js';
import { assertInsideRoot } from '../../files/disk/assertInsideRoot.js';
import { listEntries } from '../../files/disk/listEntries.js';
import { assertOwned } from '../../files/disk/ownedLock.js';
import { isRegularFile } from '../../files/disk/pathChecks.js';
import { syncFolders } from '../../files/disk/syncToDisk.js';
import { unwritable } from '../../files/disk/writeFileAtomically.js';
import { freeObjectName } from '../changes/freeObjectName.js';
import { foldName } from '../names/understandName.js';
import { changeRooms, findRoomFolder, ROOM_FILE, ROOMS_FOLDER, roomFolder } from './roomFolder.js';
import { readRoomFolder, type SavedRoom } from './savedRooms.js';

/**
 * Below the folder of the rooms, a numbered folder for each room that was removed, with the room's own in it. No room can be called
 * this: names of rooms begin with no dot.
 */
const TRASH_FOLDER = '.trash';

/** A room that was removed and can be restored. */
export interface RemovedRoom {
  /** 1 for the oldest. */
  readonly number: number;
  /** What it was called. */
  readonly name: string;
}

/**
 * Removes a saved room, so that it can be restored.
 *
 * @throws MirrorError `input` for a room that is not there, `environment` where the disk fails
 * @example await removeSavedRoom(home, 'our kitchen') // { number: 1, name: 'our kitchen' }
 */
export async function removeSavedRoom(home: string, name: string): Promise<RemovedRoom> {
  await findRoomFolder(home, name);
  return changeRooms(home, async (lock) => {
    const folder = await findRoomFolder(home, name);
    const removed = { number: await nextNumber(home), name: name.normalize('NFC') };
    const target = await removedFolder(home, removed);
    assertOwned(lock);
    try {
      await mkdir(join(target, '..'), { recursive: true });
      await rename(folder, target);
      await syncFolders(join(target, '..'), join(home, ROOMS_FOLDER));
    } catch (error) {
      throw unwritable(target, error);
    }
    return removed;
  });
}

/**
 * Rooms of a home that were removed, the newest first.
 *
 * @throws MirrorError `environment` for a folder that cannot be listed
 */
export async function listRemovedRooms(home: string): Promise<RemovedRoom[]> {
  const removed: RemovedRoom[] = [];
  for (const number of await removedNumbers(home)) {
    const folder = join(home, ROOMS_FOLDER, TRASH_FOLDER, `${number}`);
    for (const { name } of await listEntries(folder)) {
      if (await isRegularFile(join(folder, name, ROOM_FILE))) removed.push({ number, name });
    }
  }
  return removed.sort((a, b) => b.number - a.number);
}

/**
 * Reads a room that was removed, as a page does that still shows it.
 *
 * @throws MirrorError as `readSavedRoom` does
 */
export async function readRemovedRoom(home: string, number: number): Promise<SavedRoom> {
  return readRoomFolder(home, async () =>
    removedFolder(home, await findRemovedRoom(home, number)),
  );
}

/**
 * Brings a removed room back, under another name where a room has its own by now.
 *
 * @returns its name, such as `our kitchen-2` where `our kitchen` is taken
 * @throws MirrorError `input` for one that was restored already, `environment` where the disk fails
 */
export async function restoreSavedRoom(home: string, number: number): Promise<string> {
  await findRemovedRoom(home, number);
  return changeRooms(home, async (lock) => {
    const removed = await findRemovedRoom(home, number);
    const folder = await removedFolder(home, removed);
    // What a save that failed left behind is no room, but stands there all the same.
    const entries = await listEntries(join(home, ROOMS_FOLDER));
    const taken = new Set(entries.map(({ name }) => foldName(name.normalize('NFC'))));
    const name = freeObjectName(removed.name.normalize('NFC'), taken);
    const target = await roomFolder(home, name);
    assertOwned(lock);
    try {
      await rename(folder, target);
      await syncFolders(join(home, ROOMS_FOLDER));
    } catch (error) {
      throw unwritable(target, error);
    }
    // Its numbered folder stays, empty: a number that came again would be another room to a page that missed this.
    return name;
  });
}

async function findRemovedRoom(home: string, number: number): Promise<RemovedRoom> {
  const removed = (await listRemovedRooms(home)).find((each) => each.number === number);
  if (removed !== undefined) return removed;
  throw new MirrorError(
    'input',
    'Expected a room that was removed but it was restored already. Look among the rooms.',
  );
}

async function removedFolder(home: string, { number, name }: RemovedRoom): Promise<string> {
  const trash = join(home, ROOMS_FOLDER, TRASH_FOLDER);
  await assertInsideRoot(trash, home);
  return join(trash, `${number}`, name);
}

/** Above all there are, whole or not. */
async function nextNumber(home: string): Promise<number> {
  return Math.max(0, ...(await removedNumbers(home))) + 1;
}

async function removedNumbers(home: string): Promise<number[]> {
  const entries = await listEntries(join(home, ROOMS_FOLDER, TRASH_FOLDER));
  return entries.map(({ name }) => Number(name)).filter((number) => Number.isInteger(number));
}
