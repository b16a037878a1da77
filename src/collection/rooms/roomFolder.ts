import { join } from 'node:path';
import { checkArguments } from '../../checks/checkOptions.js';
import { nearestNames } from '../../checks/nearestNames.js';
import { MirrorError } from '../../errors.js';
import { assertInsideRoot } from '../../files/disk/assertInsideRoot.js';
import { listEntries } from '../../files/disk/listEntries.js';
import { acquireLock } from '../../files/disk/lock.js';
import type { OwnedLock } from '../../files/disk/lockFile.js';
import { isRegularFile } from '../../files/disk/pathChecks.js';
import { checkRoomName } from './roomName.js';

/** Below the home, a folder for each room: its photo, and `room.json`, which is written last and names the photo. */
export const ROOMS_FOLDER = 'rooms';

export const ROOM_FILE = 'room.json';

/**
 * Names of the rooms that are saved in a home, in Unicode NFC and in order.
 *
 * @throws MirrorError `usage` for a home that is no string, `environment` for a folder that cannot be listed
 */
export async function listSavedRooms(home: string): Promise<string[]> {
  checkArguments({ home }, { home: 'string' });
  const entries = await listEntries(join(home, ROOMS_FOLDER));
  const names = new Set<string>();
  for (const { name } of entries.filter((entry) => entry.isDirectory())) {
    if (await holdsRoom(join(home, ROOMS_FOLDER, name))) names.add(name.normalize('NFC'));
  }
  return [...names].sort();
}

/** Whether a folder is a room's: what a save that was killed has left is none, nor is a folder that the user made. */
export function holdsRoom(folder: string): Promise<boolean> {
  return isRegularFile(join(folder, ROOM_FILE));
}

/**
 * The folder that a room of that name has, or gets, which no name and no link leads out of the home.
 *
 * @throws MirrorError as `checkRoomName` does, `input` for a link out of the home
 */
export async function roomFolder(home: string, name: string): Promise<string> {
  const folders = await foldersNamed(home, name);
  let folder = folders[0] as string;
  for (const each of folders.reverse()) if (await holdsRoom(each)) folder = each;
  await assertInsideRoot(folder, home);
  return folder;
}

/**
 * Paths that a name can stand for, whether or not anything is there: its own in NFC first, then what is called the same in another
 * Unicode form, as in a collection that was copied from a Mac.
 *
 * @throws MirrorError as `checkRoomName` does
 */
export async function foldersNamed(home: string, name: string): Promise<string[]> {
  const normalized = checkRoomName(name);
  const entries = await listEntries(join(home, ROOMS_FOLDER));
  const others = entries
    .map((entry) => entry.name)
    .filter((each) => each !== normalized && each.normalize('NFC') === normalized);
  return [normalized, ...others].map((each) => join(home, ROOMS_FOLDER, each));
}

/**
 * The folder of a room that is there, whatever its file holds.
 *
 * @throws MirrorError `input` that names the rooms there are; as `checkRoomName` does
 */
export async function findRoomFolder(home: string, name: string): Promise<string> {
  const folder = await roomFolder(home, name);
  if (await holdsRoom(folder)) return folder;
  throw new MirrorError(
    'input',
    `Expected a saved room but none is called ${JSON.stringify(name)}. ${await remedyOf(home, name)}`,
  );
}

/**
 * Runs a change of the rooms of a home while no other process changes any.
 *
 * @throws MirrorError as `acquireLock` and `change` do
 */
export async function changeRooms<Result>(
  home: string,
  change: (lock: OwnedLock) => Promise<Result>,
): Promise<Result> {
  const folder = join(home, ROOMS_FOLDER);
  await assertInsideRoot(folder, home);
  const lock = await acquireLock(folder, { purpose: 'rooms' });
  try {
    return await change(lock.owned);
  } finally {
    await lock.release();
  }
}

async function remedyOf(home: string, name: string): Promise<string> {
  const saved = await listSavedRooms(home);
  if (saved.length === 0) return 'No room is saved yet: save one in the studio first.';
  const nearest = nearestNames(name, saved);
  const words = (names: readonly string[]) => names.map((each) => JSON.stringify(each)).join(', ');
  return nearest.length > 0 ? `Did you mean ${words(nearest)}?` : `Saved are ${words(saved)}.`;
}
