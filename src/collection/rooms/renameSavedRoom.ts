import { rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { MirrorError } from '../../errors.js';
import { assertOwned } from '../../files/disk/ownedLock.js';
import { exists, isSameFolder } from '../../files/disk/pathChecks.js';
import { syncFolders } from '../../files/disk/syncToDisk.js';
import { unwritable } from '../../files/disk/writeFileAtomically.js';
import { changeRooms, findRoomFolder, roomFolder } from './roomFolder.js';
import { checkRoomName } from './roomName.js';

/**
 * Gives a saved room another name; its music and its title stay.
 *
 * @returns the name in Unicode NFC
 * @throws MirrorError `input` for a room that is not there or a name that cannot be a folder, `usage` for a name that is taken,
 *   `environment` where the disk fails
 * @example await renameSavedRoom(home, 'our kitchen', 'kitchen at night')
 */
export async function renameSavedRoom(home: string, name: string, to: string): Promise<string> {
  const newName = checkRoomName(to);
  await findRoomFolder(home, name);
  return changeRooms(home, async (lock) => {
    const folder = await findRoomFolder(home, name);
    const target = await roomFolder(home, newName);
    if (folder === target) return newName;
    // On disks that tell no capitals apart, `Attic` is `attic`, which may be written the other way.
    if ((await exists(target)) && !(await isSameFolder(folder, target))) throw taken(newName);
    assertOwned(lock);
    try {
      await rename(folder, target);
      await syncFolders(dirname(target));
    } catch (error) {
      throw unwritable(target, error);
    }
    return newName;
  });
}

function taken(name: string): MirrorError {
  return new MirrorError(
    'usage',
    `Expected a name that no room has but ${JSON.stringify(name)} is taken. Choose another.`,
  );
}
