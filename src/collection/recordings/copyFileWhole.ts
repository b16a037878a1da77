import { constants } from 'node:fs';
import { copyFile, open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { MirrorError } from '../../errors.js';
import { aboutFile } from '../../files/disk/aboutFile.js';
import { removeAtExit } from '../../files/disk/atExit.js';
import type { OwnedLock } from '../../files/disk/lockFile.js';
import { streamRegularFile } from '../../files/disk/readRegularFile.js';
import { syncFile } from '../../files/disk/syncToDisk.js';
import { temporaryName } from '../../files/disk/temporaryFiles.js';
import { giveFreeName, unwritable } from '../../files/disk/writeFileAtomically.js';
import { AUDIO_LIMITS, sha256OfFile } from './audioFile.js';

/** Far above those that files get which are written at the same time. */
const COPY_NUMBER = 99_999;

/**
 * Copies a file of any length to a path where nothing is: whole, or not at all. Where the disk can let two
 * files share their bytes until one is changed, that is all it does.
 *
 * @param options.sha256 what the file was when it was checked
 * @throws MirrorError `input` if it has changed since or the path cannot be written, `environment` if the
 *   disk fails or the lock is lost, `aborted` when the signal fires
 */
export async function copyFileWhole(
  source: string,
  options: {
    readonly path: string;
    readonly sha256: string;
    readonly signal?: AbortSignal;
    readonly lock?: OwnedLock;
  },
): Promise<void> {
  const { path, sha256, signal, lock } = options;
  const temporary = join(dirname(path), temporaryName(COPY_NUMBER));
  const callOff = removeAtExit(temporary);
  try {
    await rm(temporary, { force: true });
    await shareOrCopy(source, temporary, signal);
    await syncCopy(temporary);
    if ((await sha256OfFile(temporary, { signal })) !== sha256) {
      throw aboutFile(
        source,
        new MirrorError(
          'input',
          'Expected a recording at rest but it changed meanwhile. Try again.',
        ),
      );
    }
    await giveFreeName(temporary, path, lock);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error instanceof MirrorError ? error : unwritable(path, error);
  } finally {
    callOff();
  }
}

async function shareOrCopy(source: string, path: string, signal?: AbortSignal): Promise<void> {
  try {
    await copyFile(source, path, constants.COPYFILE_FICLONE_FORCE | constants.COPYFILE_EXCL);
  } catch {
    // Copied piece by piece and not by the system, which would not hear a Ctrl-C for all the gigabytes.
    await rm(path, { force: true });
    const file = await open(path, 'wx');
    try {
      for await (const chunk of streamRegularFile(source, { ...AUDIO_LIMITS, signal })) {
        await file.writeFile(chunk);
      }
    } finally {
      await file.close();
    }
  }
}

async function syncCopy(path: string): Promise<void> {
  // Windows wants a handle that may write.
  const file = await open(path, 'r+');
  try {
    await syncFile(file);
  } finally {
    await file.close();
  }
}
