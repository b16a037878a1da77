import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { checkArguments } from '../../checks/checkOptions.js';
import { MirrorError } from '../../errors.js';
import { listEntries } from '../../files/disk/listEntries.js';
import { assertOwned } from '../../files/disk/ownedLock.js';
import { syncFolders } from '../../files/disk/syncToDisk.js';
import { unwritable } from '../../files/disk/writeFileAtomically.js';
import { freeObjectName } from '../changes/freeObjectName.js';
import { foldName } from '../names/understandName.js';
import { freeRoomFolder } from './freeRoomFolder.js';
import type { SavedRoom } from './roomFile.js';
import {
  changeRooms,
  findRoomFolder,
  holdsRoom,
  listSavedRooms,
  ROOMS_FOLDER,
} from './roomFolder.js';
import {
  nextNumber,
  type RemovedRoom,
  removedNumbers,
  TRASH_FOLDER,
  trashFolder,
} from './roomTrash.js';
import { readRoomFolder } from './savedRooms.js';

/**
 * Removes a saved room, so that it can be restored.
 *
 * @throws MirrorError `usage` for a home or a name that is no string, `input` for a room that is not there,
 *   `environment` where the disk fails
 * @example await removeSavedRoom(home, 'our kitchen') // { number: 1, name: 'our kitchen' }
 */
export async function removeSavedRoom(home: string, name: string): Promise<RemovedRoom> {
  checkArguments({ home, name }, { home: 'string', name: 'string' });
  await findRoomFolder(home, name);
  return changeRooms(home, async (lock) => {
    const folder = await findRoomFolder(home, name);
    const removed = { number: await nextNumber(home), name: name.normalize('NFC') };
    const target = join(await trashFolder(home), `${removed.number}`, removed.name);
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
 * @throws MirrorError `usage` for a home that is no string, `environment` for a folder that cannot be listed
 */
export async function listRemovedRooms(home: string): Promise<RemovedRoom[]> {
  checkArguments({ home }, { home: 'string' });
  const removed = await removedFolders(home);
  return removed.map(({ number, name }) => ({ number, name }));
}

/**
 * Reads a room that was removed, as a page does that still shows it.
 *
 * @throws MirrorError as `readSavedRoom` does
 */
export async function readRemovedRoom(home: string, number: number): Promise<SavedRoom> {
  checkArguments({ home }, { home: 'string' });
  return readRoomFolder(home, async () => (await findRemovedRoom(home, number)).folder);
}

/**
 * Brings a removed room back, under another name where a room has its own by now.
 *
 * @returns its name, such as `our kitchen-2` where `our kitchen` is taken
 * @throws MirrorError `usage` for a home that is no string, `input` for one that was restored or deleted already,
 *   `environment` where the disk fails
 */
export async function restoreSavedRoom(home: string, number: number): Promise<string> {
  checkArguments({ home }, { home: 'string' });
  await findRemovedRoom(home, number);
  return changeRooms(home, async (lock) => {
    const removed = await findRemovedRoom(home, number);
    const { folder } = removed;
    const taken = new Set((await listSavedRooms(home)).map(foldName));
    const name = freeObjectName(removed.name, taken);
    const target = await freeRoomFolder(home, name, { moved: folder, lock });
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

/** Where a removed room lies, whatever Unicode form the disk has its name in. */
export interface RemovedFolder extends RemovedRoom {
  readonly folder: string;
}

async function findRemovedRoom(home: string, number: number): Promise<RemovedFolder> {
  await trashFolder(home);
  const removed = (await removedFolders(home)).find((each) => each.number === number);
  if (removed !== undefined) return removed;
  throw new MirrorError(
    'input',
    'Expected a room that was removed but it was restored or deleted for good by now. Look among the rooms.',
  );
}

/** The newest first. A list alone may come from outside the home; before anything is read or moved, `trashFolder` refuses that. */
export async function removedFolders(home: string): Promise<RemovedFolder[]> {
  const removed: RemovedFolder[] = [];
  const trash = join(home, ROOMS_FOLDER, TRASH_FOLDER);
  for (const number of await removedNumbers(home)) {
    for (const { name } of await listEntries(join(trash, `${number}`))) {
      const folder = join(trash, `${number}`, name);
      if (await holdsRoom(folder)) removed.push({ number, name: name.normalize('NFC'), folder });
    }
  }
  return removed.sort((a, b) => b.number - a.number);
}
