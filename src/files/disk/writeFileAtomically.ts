import { rmdirSync } from 'node:fs';
import { type FileHandle, link, mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { MirrorError } from '../../errors.js';
import { aboutFile, systemErrorCode } from './aboutFile.js';
import { fillTemporaryFile } from './fillTemporaryFile.js';
import type { OwnedLock } from './lockFile.js';
import { assertOwned, lostLockOf } from './ownedLock.js';
import { exists } from './pathChecks.js';
import { refuseProtected } from './refuseProtected.js';
import { syncFolders } from './syncToDisk.js';

/** Codes of the system that say the path cannot be a file of ours; all others are trouble with the disk. */
const UNUSABLE_PATH = new Set([
  'EACCES',
  'EEXIST',
  'EISDIR',
  'ELOOP',
  'ENAMETOOLONG',
  'ENOENT',
  'ENOTDIR',
  'ENOTEMPTY',
  'EPERM',
  'EROFS',
]);

export interface WriteOptions {
  /** The lock under which it is written: if it is lost by then, the file stays as it was. */
  readonly lock?: OwnedLock;
  /** The file whose permissions it gets, if that is there; by default the one that it replaces. */
  readonly modeOf?: string;
  /** Called once all bytes are on the disk and before they take the path; what it returns undoes it if they do not. */
  readonly beforeReplacing?: () => Promise<(() => Promise<void>) | undefined>;
  /** Whether a file that this process may not write is replaced as well, as by what moves files; by default it is refused. */
  readonly isOverProtected?: boolean;
}

/**
 * Writes a whole file or nothing: into a new file beside it, which then takes its name. Folders on
 * the way are made; those made for a file that could not be written are taken away again.
 *
 * The bytes are on the disk before the file has its name, and the name is when this returns, where the disk can say so.
 * A file that is replaced hands on its permissions; a new one gets what the umask leaves. One that this process may not write is refused.
 *
 * @throws MirrorError `input` if the path cannot be written, `environment` if the disk fails or the lock is lost
 */
export function writeFileAtomically(
  path: string,
  bytes: Uint8Array,
  options: WriteOptions = {},
): Promise<void> {
  return fillFileAtomically(path, (file) => file.writeFile(bytes), options);
}

/**
 * The same for a file that is filled piece by piece.
 *
 * @param fill writes into the new, empty file, which may be read as well; it is closed for it
 * @returns what `fill` returned
 * @throws as `writeFileAtomically` does, and whatever else `fill` throws
 */
export async function fillFileAtomically<Result>(
  path: string,
  fill: (file: FileHandle) => Promise<Result>,
  { lock, modeOf = path, beforeReplacing, isOverProtected = false }: WriteOptions = {},
): Promise<Result> {
  const folder = dirname(path);
  const keptFolder = await lowestExisting(folder);
  let temporary: string | undefined;
  let undo: (() => Promise<void>) | undefined;
  try {
    await refuseSpecialFile(path);
    if (!isOverProtected) await refuseProtected(path);
    await mkdir(folder, { recursive: true });
    const written = await fillTemporaryFile(path, { fill, modeOf });
    temporary = written.temporary;
    // It may have come, or been protected, while the new file was filled.
    if (!isOverProtected) await refuseProtected(path);
    undo = await beforeReplacing?.();
    assertOwned(lock);
    await rename(temporary, path);
    temporary = undefined;
    undo = undefined;
    await syncFolders(folder, keptFolder);
    return written.result;
  } catch (error) {
    if (temporary !== undefined) await rm(temporary, { force: true });
    await undo?.();
    removeEmptyFolders(folder, keptFolder);
    const isOurs = error instanceof MirrorError || systemErrorCode(error) === undefined;
    // Another process that took the lock over may have removed what was begun under it.
    throw isOurs ? error : (lostLockOf(lock) ?? unwritable(path, error));
  }
}

/**
 * Writes a file that is not there yet, in a folder that is, whole or not at all; a file of that name stays
 * as it is.
 *
 * @throws MirrorError as `writeFileAtomically` does, and `input` if there is anything at the path
 */
export async function writeNewFile(
  path: string,
  bytes: Uint8Array,
  { lock, modeOf = path }: WriteOptions = {},
): Promise<void> {
  try {
    const fill = (file: FileHandle) => file.writeFile(bytes);
    const { temporary } = await fillTemporaryFile(path, { fill, modeOf });
    await giveFreeName(temporary, path, lock);
  } catch (error) {
    throw error instanceof MirrorError ? error : (lostLockOf(lock) ?? unwritable(path, error));
  }
}

/**
 * Gives a temporary file its name, which must be free; if it is not, the file is gone.
 *
 * @throws the system's error, `EEXIST` if there is anything at the path, and MirrorError `environment` if the lock is lost
 */
export async function giveFreeName(
  temporary: string,
  path: string,
  lock?: OwnedLock,
): Promise<void> {
  try {
    assertOwned(lock);
    // Unlike a rename, a link never takes the place of anything.
    await link(temporary, path);
  } catch (error) {
    const isFinal = error instanceof MirrorError || systemErrorCode(error) === 'EEXIST';
    if (isFinal || (await exists(path))) throw error;
    // Some disks, sticks among them, know no links.
    await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
  await syncFolders(dirname(path));
}

/** The error to show for one that the system gave while something was written at the path. */
export function unwritable(path: string, error: unknown): MirrorError {
  const said = error instanceof Error ? error.message : String(error);
  const code = systemErrorCode(error);
  // Of the system's own, `, open '…/.mirror-1.tmp'` names a temporary file or a lock, which the caller does not know.
  const reason = code === undefined ? said : said.replace(/, \w+(?: '.*')?$/s, '');
  const isDiskTrouble = !UNUSABLE_PATH.has(code ?? '');
  return aboutFile(
    path,
    isDiskTrouble
      ? new MirrorError(
          'environment',
          `The disk refused it (${reason}). Make room and try again.`,
          {
            cause: error,
          },
        )
      : new MirrorError(
          'input',
          `Expected a path that can be written but the system says ${reason}. Choose another folder.`,
          { cause: error },
        ),
  );
}

/** A rename would put a plain file in the place of a device or a pipe, `/dev/null` among them. */
async function refuseSpecialFile(path: string): Promise<void> {
  const stats = await stat(path).catch(() => undefined);
  if (stats === undefined || stats.isFile()) return;
  const what = stats.isDirectory() ? 'a folder' : 'not a regular file';
  throw aboutFile(
    path,
    new MirrorError('input', `Expected a file to write but this is ${what}. Choose another name.`),
  );
}

/** The folder itself if it is there, else the lowest one above it that is. */
export async function lowestExisting(folder: string): Promise<string> {
  if (folder === dirname(folder) || (await exists(folder))) return folder;
  return lowestExisting(dirname(folder));
}

/** Takes away the folders from `lowest` up to below `kept`, as far as they are empty: at once, since it is done as a process ends, too. */
export function removeEmptyFolders(lowest: string, kept: string): void {
  for (let folder = lowest; folder !== kept; folder = dirname(folder)) {
    try {
      rmdirSync(folder);
    } catch (error) {
      // What was never made need not be taken away.
      if (!['ENOENT', 'ENAMETOOLONG'].includes(systemErrorCode(error) ?? '')) return;
    }
  }
}
