import { rm, rmdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { checkArguments } from '../../checks/checkOptions.js';
import { sha256Of } from '../../files/checksum.js';
import { assertInsideRoot } from '../../files/disk/assertInsideRoot.js';
import { listEntries } from '../../files/disk/listEntries.js';
import type { OwnedLock } from '../../files/disk/lockFile.js';
import { readRegularFile } from '../../files/disk/readRegularFile.js';
import { writeFileAtomically } from '../../files/disk/writeFileAtomically.js';
import { PHOTO_FILE, PHOTO_LIMITS, ROOM_LIMITS } from './roomFile.js';
import { holdsRoom, ROOM_FILE, roomFolder } from './roomFolder.js';
import { nextNumber, type RemovedRoom, trashFolder } from './roomTrash.js';

/** Revision of a room whose file cannot be read; no room that is saved has it. */
const UNREADABLE = 'unreadable';

/**
 * The revision of the room that is saved under a name now, as `savedRoomRevision` gives it.
 *
 * @returns undefined where no room has that name
 * @throws MirrorError `input` for a name that cannot be a folder, or a link out of the home
 */
export async function findRoomRevision(home: string, name: string): Promise<string | undefined> {
  checkArguments({ home, name }, { home: 'string', name: 'string' });
  return revisionIn(await roomFolder(home, name));
}

/** The same for the folder of a room. */
export async function revisionIn(folder: string): Promise<string | undefined> {
  if (!(await holdsRoom(folder))) return undefined;
  const bytes = await readRegularFile(join(folder, ROOM_FILE), ROOM_LIMITS).catch(() => undefined);
  return bytes === undefined ? UNREADABLE : sha256Of(bytes);
}

/** A copy of a room among the removed ones. */
export interface KeptRoom {
  readonly removed: RemovedRoom;
  /** Takes the copy away again, where the room was not replaced. */
  readonly discard: () => Promise<void>;
}

/**
 * Copies a room that is about to be replaced to the removed rooms, so that it can be restored. The room itself stays until it is replaced.
 *
 * @throws MirrorError `input` or `environment` where it cannot be read or the copy cannot be written; nothing of the copy is left
 */
export async function keepReplacedRoom(
  home: string,
  folder: string,
  lock: OwnedLock,
): Promise<KeptRoom> {
  const removed = { number: await nextNumber(home), name: basename(folder).normalize('NFC') };
  const numbered = join(await trashFolder(home), `${removed.number}`);
  const target = join(numbered, removed.name);
  const discard = async () => {
    await rm(target, { recursive: true, force: true }).catch(() => {});
    await rmdir(numbered).catch(() => {});
  };
  try {
    // The file that makes it a room goes last.
    const photos = (await listEntries(folder)).map(({ name }) => name).filter(isPhoto);
    for (const name of [...photos, ROOM_FILE]) {
      await assertInsideRoot(join(folder, name), home);
      const bytes = await readRegularFile(join(folder, name), PHOTO_LIMITS);
      await writeFileAtomically(join(target, name), bytes, { lock });
    }
  } catch (error) {
    await discard();
    throw error;
  }
  return { removed, discard };
}

function isPhoto(name: string): boolean {
  return PHOTO_FILE.test(name);
}
