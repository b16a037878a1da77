import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { checkArguments } from '../../checks/checkOptions.js';
import { MirrorError } from '../../errors.js';
import { listEntries } from '../../files/disk/listEntries.js';
import type { OwnedLock } from '../../files/disk/lockFile.js';
import { assertOwned } from '../../files/disk/ownedLock.js';
import { syncFolders } from '../../files/disk/syncToDisk.js';
import { temporaryName } from '../../files/disk/temporaryFiles.js';
import { unwritable } from '../../files/disk/writeFileAtomically.js';
import { removedFolders } from './removedRooms.js';
import { changeRooms, ROOMS_FOLDER } from './roomFolder.js';
import { removedNumbers, trashFolder } from './roomTrash.js';

/**
 * Deletes the removed rooms of a home for good: none of them can be restored any longer.
 *
 * @returns how many there were
 * @throws MirrorError `usage` for a home that is no string, `input` or `environment` if the disk refuses it; what is
 *   not deleted by then can still be restored
 */
export async function emptyRemovedRooms(home: string): Promise<number> {
  checkArguments({ home }, { home: 'string' });
  if ((await removedFolders(home)).length === 0) return 0;
  return changeRooms(home, async (lock) => {
    const { length } = await removedFolders(home);
    const trash = await trashFolder(home);
    const numbers = await removedNumbers(home);
    // Out of sight first: a process that is killed in the middle leaves no half of a room, and the next change of the rooms sweeps it away.
    const doomed = join(home, ROOMS_FOLDER, temporaryName(90_000));
    try {
      await rm(doomed, { recursive: true, force: true });
      await mkdir(doomed);
      await keepNumber(trash, { numbers, lock });
      for (const number of numbers) {
        const folder = join(trash, `${number}`);
        if ((await listEntries(folder)).length === 0) continue;
        assertOwned(lock);
        await rename(folder, join(doomed, `${number}`));
      }
      await syncFolders(trash);
      await rm(doomed, { recursive: true });
    } catch (error) {
      throw error instanceof MirrorError ? error : unwritable(doomed, error);
    }
    return length;
  });
}

/** An empty folder of the next number: a number that came again would be another room to a page that missed this. */
async function keepNumber(
  trash: string,
  { numbers, lock }: { readonly numbers: readonly number[]; readonly lock: OwnedLock },
): Promise<void> {
  const last = Math.max(0, ...numbers);
  if ((await listEntries(join(trash, `${last}`))).length === 0) return;
  assertOwned(lock);
  await mkdir(join(trash, `${last + 1}`));
}
