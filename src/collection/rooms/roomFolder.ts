import { join } from 'node:path';
import { MirrorError } from '../../errors.js';
import { assertInsideRoot } from '../../files/disk/assertInsideRoot.js';
import { listEntries } from '../../files/disk/listEntries.js';
import { acquireLock } from '../../files/disk/lock.js';
import type { OwnedLock } from '../../files/disk/lockFile.js';
import { isRegularFile } from '../../files/disk/pathChecks.js';
import { nearestNames } from '../names/nearestNames.js';
import { checkRoomName } from './roomName.js';

/** Below the home, a folder for each room: its photo, and `room.json`, which is written last and names the photo. */
export const ROOMS_FOLDER = 'rooms';

export const ROOM_FILE = 'room.json';

/**
 * Names of the rooms that are saved in a home, in order.
 *
 * @throws MirrorError `environment` for a folder that cannot be listed
 */
export async function listSavedRooms(home: string): Promise<string[]> {
  const entries = await listEntries(join(home, ROOMS_FOLDER));
  const names: string[] = [];
  for (const { name } of entries.filter((entry) => entry.isDirectory())) {
    if (await isRegularFile(join(home, ROOMS_FOLDER, name, ROOM_FILE)))
      names.push(name.normalize());
  }
  return names.sort();
}

/** The folder of a room, which no name and no link leads out of the home. */
export async function roomFolder(home: string, name: string): Promise<string> {
  const folder = join(home, ROOMS_FOLDER, checkRoomName(name));
  await assertInsideRoot(folder, home);
  return folder;
}

/**
 * The folder of a room that is there, whatever its file holds.
 *
 * @throws MirrorError `input` that names the rooms there are; as `checkRoomName` does
 */
export async function findRoomFolder(home: string, name: string): Promise<string> {
  const folder = await roomFolder(home, name);
  if (await isRegularFile(join(folder, ROOM_FILE))) return folder;
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
