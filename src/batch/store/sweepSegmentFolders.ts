import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sweepTemporaryFiles } from '../../files/disk/temporaryFiles.js';

/**
 * Takes away what killed processes left half written of segments, of samples and of results, for whatever queue.
 *
 * @param nowMs by the clock of the disk
 */
export async function sweepSegmentFolders(store: string, nowMs: number): Promise<void> {
  for (const within of ['samples', 'segments']) {
    const folders = await readdir(join(store, within)).catch(() => []);
    for (const folder of folders) await sweepTemporaryFiles(join(store, within, folder), nowMs);
  }
}
