import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { systemErrorCode } from './aboutFile.js';

/** Codes of a disk that has nothing like fsync, or not for folders, as on Windows; all others are trouble with the disk. */
const NOT_SUPPORTED = new Set([
  'EACCES',
  'EBADF',
  'EINVAL',
  'EISDIR',
  'ENOSYS',
  'ENOTSUP',
  'EOPNOTSUPP',
  'EPERM',
]);

/**
 * Waits until what was written to a file is on the disk and not only in memory (fsync), where the disk can say so.
 *
 * A file that takes its name before its bytes are on the disk may be empty after a power failure.
 *
 * @throws the system's error, such as `EIO`
 */
export async function syncFile(file: FileHandle): Promise<void> {
  try {
    await file.sync();
  } catch (error) {
    if (!NOT_SUPPORTED.has(systemErrorCode(error) ?? '')) throw error;
  }
}

/**
 * The same for the names in a folder, and in the folders above it up to `highest`; throws as `syncFile` does.
 *
 * @param highest the folder itself, or one above it: whatever lies between was just made
 */
export async function syncFolders(lowest: string, highest = lowest): Promise<void> {
  for (let folder = lowest; ; folder = dirname(folder)) {
    await syncFolder(folder);
    if (folder === highest || folder === dirname(folder)) return;
  }
}

async function syncFolder(path: string): Promise<void> {
  let folder: FileHandle;
  try {
    folder = await open(path, 'r');
  } catch {
    // Windows opens no folders, and some folders may be written but not read.
    return;
  }
  try {
    await syncFile(folder);
  } finally {
    await folder.close();
  }
}
