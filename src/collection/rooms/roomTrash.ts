import { join } from 'node:path';
import { assertInsideRoot } from '../../files/disk/assertInsideRoot.js';
import { listEntries } from '../../files/disk/listEntries.js';
import { ROOMS_FOLDER } from './roomFolder.js';

/**
 * Below the folder of the rooms, a numbered folder for each room that was removed, with the room's own in it. No room can be called
 * this: names of rooms begin with no dot.
 */
export const TRASH_FOLDER = '.trash';

/** A room that was removed and can be restored. */
export interface RemovedRoom {
  /** 1 for the oldest. */
  readonly number: number;
  /** What it was called. */
  readonly name: string;
}

/** @throws MirrorError `input` for a link that leads out of the home */
export async function trashFolder(home: string): Promise<string> {
  const trash = join(home, ROOMS_FOLDER, TRASH_FOLDER);
  await assertInsideRoot(trash, home);
  return trash;
}

/** Above all there are, whole or not. */
export async function nextNumber(home: string): Promise<number> {
  return Math.max(0, ...(await removedNumbers(home))) + 1;
}

/** Of all that was ever removed since the trash was emptied, whether or not a room is there still. */
export async function removedNumbers(home: string): Promise<number[]> {
  const entries = await listEntries(join(home, ROOMS_FOLDER, TRASH_FOLDER));
  return entries.map(({ name }) => Number(name)).filter((number) => Number.isInteger(number));
}
