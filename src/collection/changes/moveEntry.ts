import { createReadStream } from 'node:fs';
import { lstat, mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { MirrorError } from '../../errors.js';
import { aboutFile, systemErrorCode } from '../../files/disk/aboutFile.js';
import type { OwnedLock } from '../../files/disk/lockFile.js';
import { assertOwned } from '../../files/disk/ownedLock.js';
import { syncFolders } from '../../files/disk/syncToDisk.js';
import { fillFileAtomically, unwritable } from '../../files/disk/writeFileAtomically.js';
import { sha256OfFile } from '../recordings/audioFile.js';

/**
 * Moves a file or folder to where nothing is; folders on the way are made. A file also goes to another disk, where
 * `objects/` and `models/` may be on two: it is copied there whole, and then removed here. It can be done twice: a copy that a
 * killed process made counts as a free name.
 *
 * @param lock under which it is moved
 * @throws MirrorError `input` if there is anything at the new path, or for a folder that would go to another disk; `input` or
 *   `environment` if a disk refuses it
 */
export async function moveEntry(from: string, to: string, lock?: OwnedLock): Promise<void> {
  if (!(await isFree(to, from))) {
    throw aboutFile(
      to,
      new MirrorError('input', 'Expected a free name but something is there. Move it away.'),
    );
  }
  try {
    await mkdir(dirname(to), { recursive: true });
    assertOwned(lock);
    await renameOrCopy(from, { to, lock });
    await syncFolders(dirname(to));
    await syncFolders(dirname(from));
  } catch (error) {
    throw error instanceof MirrorError ? error : unwritable(to, error);
  }
}

/** Whether there is anything at the path, be it a link that leads nowhere. */
export async function isThere(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined)) !== undefined;
}

async function isFree(to: string, from: string): Promise<boolean> {
  if (!(await isThere(to))) return true;
  const [there, here] = await Promise.all([lstat(to), lstat(from)]);
  // A disk that knows no capitals says that `Clock` is there while `clock` is being renamed.
  if (there.ino === here.ino && there.dev === here.dev) return true;
  const mayBeCopy =
    there.dev !== here.dev && there.isFile() && here.isFile() && there.size === here.size;
  if (!mayBeCopy) return false;
  return here.size === 0 || (await sha256OfFile(to)) === (await sha256OfFile(from));
}

async function renameOrCopy(
  from: string,
  { to, lock }: { readonly to: string; readonly lock: OwnedLock | undefined },
): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (systemErrorCode(error) !== 'EXDEV') throw error;
    if (!(await stat(from)).isFile()) throw folderOnTwoDisks(from, to, error);
    // Done twice, it takes the place of its own copy, which may be protected as the file is.
    const copy = { lock, modeOf: from, isOverProtected: true };
    await fillFileAtomically(
      to,
      async (file) => {
        for await (const chunk of createReadStream(from)) await file.writeFile(chunk as Buffer);
      },
      copy,
    );
    assertOwned(lock);
    await rm(from).catch(async (refused: unknown) => {
      await rm(to, { force: true });
      throw refused;
    });
  }
}

function folderOnTwoDisks(from: string, to: string, cause: unknown): MirrorError {
  return aboutFile(
    from,
    new MirrorError(
      'input',
      `Expected a folder on the same disk as ${to} but it is on another, or in a layer of a container that cannot be changed. Copy objects/ whole to one disk and put the copy in its place.`,
      { cause },
    ),
  );
}
