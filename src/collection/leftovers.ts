import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Beginnings, isMakerGone, type MadeFile, parseMadeName } from './makers.js';

/**
 * Takes away what killed processes of this machine left half written in a folder, and claims for turns
 * that nobody takes any longer. What cannot be taken away stays: it harms nobody, and the next may.
 */
export async function sweepLeftovers(folder: string, beginnings: Beginnings): Promise<void> {
  for (const { name, isGone } of await madeFiles(folder, beginnings)) {
    if (isGone) await rm(join(folder, name), { recursive: true, force: true }).catch(() => {});
  }
}

/** All files of a folder that live no longer than their processes; none of a folder that cannot be listed. */
export async function madeFiles(
  folder: string,
  beginnings: Beginnings,
): Promise<(MadeFile & { readonly name: string; readonly isGone: boolean })[]> {
  const found = [];
  for (const name of await readdir(folder).catch(() => [])) {
    const made = parseMadeName(name);
    if (made === undefined) continue;
    // What went meanwhile is nobody's concern any longer.
    const stats = await stat(join(folder, name)).catch(() => undefined);
    if (stats === undefined) continue;
    const isGone = isMakerGone(made, { madeMs: stats.mtimeMs, ...beginnings });
    found.push({ ...made, name, isGone });
  }
  return found;
}
