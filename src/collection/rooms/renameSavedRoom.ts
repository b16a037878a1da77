import { rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { checkArguments } from '../../checks/checkOptions.js';
import { assertOwned } from '../../files/disk/ownedLock.js';
import { syncFolders } from '../../files/disk/syncToDisk.js';
import { unwritable } from '../../files/disk/writeFileAtomically.js';
import { checkNoRoomAlike } from './checkNoRoomAlike.js';
import { freeRoomFolder } from './freeRoomFolder.js';
import { changeRooms, findRoomFolder } from './roomFolder.js';
import { checkNewRoomName, checkRoomName } from './roomName.js';

/**
 * Gives a saved room another name; its music and its title stay.
 *
 * @returns the name in Unicode NFC
 * @throws MirrorError `input` for a room that is not there or a name that cannot be a folder, `usage` for an argument
 *   that is no string and for a name that is taken, also where it is written with other capitals, `environment` where
 *   the disk fails
 * @example await renameSavedRoom(home, 'our kitchen', 'kitchen at night')
 */
export async function renameSavedRoom(home: string, name: string, to: string): Promise<string> {
  checkArguments({ home, name, to }, { home: 'string', name: 'string', to: 'string' });
  const isSame = to.normalize('NFC') === name.normalize('NFC');
  const newName = isSame ? checkRoomName(to) : checkNewRoomName(to);
  await findRoomFolder(home, name);
  return changeRooms(home, async (lock) => {
    const folder = await findRoomFolder(home, name);
    await checkNoRoomAlike(home, newName, name.normalize('NFC'));
    const target = await freeRoomFolder(home, newName, { moved: folder, lock });
    if (folder === target) return newName;
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
