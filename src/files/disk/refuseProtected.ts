import { open } from 'node:fs/promises';
import { MirrorError } from '../../errors.js';
import { aboutFile, systemErrorCode } from './aboutFile.js';
import { isRegularFile } from './pathChecks.js';

/** Codes of the system that say a file may not be written. */
const FORBIDDEN = new Set(['EACCES', 'EPERM', 'EROFS']);

/**
 * Whether there is a file at the path that this process may not write. A rename would take its place nevertheless: that
 * asks the folder only.
 */
export async function isProtected(path: string): Promise<boolean> {
  if (!(await isRegularFile(path))) return false;
  try {
    const file = await open(path, 'r+');
    await file.close();
    return false;
  } catch (error) {
    return FORBIDDEN.has(systemErrorCode(error) ?? '');
  }
}

/** @throws MirrorError `input` for a file that this process may not write */
export async function refuseProtected(path: string): Promise<void> {
  if (!(await isProtected(path))) return;
  throw aboutFile(
    path,
    new MirrorError(
      'input',
      'Expected a file that may be written over but it is write-protected. Allow writing to it, or choose another name.',
    ),
  );
}
