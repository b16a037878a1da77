import { type FileHandle, open, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { systemErrorCode } from './aboutFile.js';
import { removeAtExit } from './atExit.js';
import { syncFile } from './syncToDisk.js';
import { sweepTemporaryFilesOnce, temporaryName } from './temporaryFiles.js';

/** The nine bits of a file's mode that say who may do what. */
const PERMISSIONS = 0o777;

/**
 * Fills a temporary file beside a path, to the disk; what killed processes left half written there is swept away
 * with the first file that this process writes into the folder.
 *
 * @param options.modeOf the file whose permissions it gets, if that is there
 * @throws the system's error, and whatever `fill` throws; nothing is left
 */
export async function fillTemporaryFile<Result>(
  path: string,
  {
    fill,
    modeOf,
  }: { readonly fill: (file: FileHandle) => Promise<Result>; readonly modeOf: string },
): Promise<{ readonly temporary: string; readonly result: Result }> {
  const folder = dirname(path);
  const mode = (await stat(modeOf).catch(() => undefined))?.mode;
  const sweepAndFill = async (file: FileHandle) => {
    await sweepTemporaryFilesOnce(folder, (await file.stat()).mtimeMs);
    const result = await fill(file);
    // A disk that knows no permissions refuses; what the umask left of them is never more than was there.
    if (mode !== undefined) await file.chmod(mode & PERMISSIONS).catch(() => {});
    await syncFile(file);
    return result;
  };
  for (let attempt = 0; ; attempt++) {
    const temporary = join(folder, temporaryName(attempt));
    try {
      return { temporary, result: await fillExclusively(temporary, { fill: sweepAndFill, mode }) };
    } catch (error) {
      // Another writer of this process holds that name.
      if (systemErrorCode(error) !== 'EEXIST' || attempt > 100) throw error;
    }
  }
}

/** Fills a file where nothing is, or throws what went wrong and leaves nothing there. */
async function fillExclusively<Result>(
  path: string,
  {
    fill,
    mode,
  }: {
    readonly fill: (file: FileHandle) => Promise<Result>;
    readonly mode: number | undefined;
  },
): Promise<Result> {
  // What only its owner may read is not to be read half written either.
  const file = await open(
    path,
    'wx+',
    mode === undefined ? undefined : (mode & PERMISSIONS) | 0o200,
  );
  const callOff = removeAtExit(path);
  try {
    return await fill(file);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    callOff();
    await file.close();
  }
}
