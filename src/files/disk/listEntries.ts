import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { MirrorError } from '../../errors.js';
import { aboutFile, systemErrorCode } from './aboutFile.js';

/**
 * What lies in a folder; a folder that is not there holds nothing.
 *
 * @throws MirrorError `environment` if there is something that cannot be listed
 */
export async function listEntries(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemErrorCode(error) ?? '')) return [];
    const reason = error instanceof Error ? error.message : String(error);
    throw aboutFile(
      folder,
      new MirrorError(
        'environment',
        `Expected a folder that can be listed but the system says ${reason}. Check its permissions.`,
        { cause: error },
      ),
    );
  }
}
