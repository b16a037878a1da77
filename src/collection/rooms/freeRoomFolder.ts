import { rename, rmdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { MirrorError } from '../../errors.js';
import { listEntries } from '../../files/disk/listEntries.js';
import type { OwnedLock } from '../../files/disk/lockFile.js';
import { assertOwned } from '../../files/disk/ownedLock.js';
import { isSameFolder } from '../../files/disk/pathChecks.js';
import { unwritable } from '../../files/disk/writeFileAtomically.js';
import { freeObjectName } from '../changes/freeObjectName.js';
import { isThere } from '../changes/moveEntry.js';
import { foldName } from '../names/understandName.js';
import { foldersNamed, holdsRoom, ROOMS_FOLDER, roomFolder } from './roomFolder.js';

/**
 * The folder of a name under which a room is to be moved; nothing is there by then. What is there and is no room, such as what a save
 * that was killed has left, or a folder that the user made, gets another name and is kept whole.
 *
 * @param options.moved the folder that is moved there: on disks that tell no capitals apart, `Attic` is `attic`, which may be written the
 *   other way
 * @throws MirrorError `usage` where a room has that name; as `roomFolder` does; `input` or `environment` where the disk refuses it
 */
export async function freeRoomFolder(
  home: string,
  name: string,
  { moved, lock }: { readonly moved: string; readonly lock: OwnedLock },
): Promise<string> {
  await roomFolder(home, name);
  const folders = await foldersNamed(home, name);
  for (const each of folders) {
    if (!(await isThere(each)) || (await isSameFolder(each, moved))) continue;
    if (await holdsRoom(each)) throw taken(name);
    await setAside(each, { home, lock });
  }
  return folders[0] as string;
}

async function setAside(
  path: string,
  { home, lock }: { readonly home: string; readonly lock: OwnedLock },
): Promise<void> {
  const entries = await listEntries(join(home, ROOMS_FOLDER));
  const names = entries.map(({ name }) => foldName(name));
  const free = join(home, ROOMS_FOLDER, freeObjectName(basename(path), new Set(names)));
  assertOwned(lock);
  try {
    // An empty one holds nothing to keep.
    await rmdir(path).catch(() => rename(path, free));
  } catch (error) {
    throw unwritable(path, error);
  }
}

function taken(name: string): MirrorError {
  return new MirrorError(
    'usage',
    `Expected a name that no room has but ${JSON.stringify(name)} is taken. Choose another.`,
  );
}
