import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, sep } from 'node:path';
import { MirrorError } from '../../errors.js';
import { aboutFile } from './aboutFile.js';
import { exists } from './pathChecks.js';

/**
 * Makes sure that no link below a folder leads out of it: what is written to the path would land there, and a
 * person who shares a collection does not share what lies outside it. A path that is not there leads nowhere.
 *
 * @throws MirrorError `input` that names where the link leads
 */
export async function assertInsideRoot(path: string, folder: string): Promise<void> {
  const target = await targetOutside(path, folder);
  if (target === undefined) return;
  throw aboutFile(
    path,
    new MirrorError(
      'input',
      `Expected what lies inside the collection but this link leads to ${target}. Copy it here instead.`,
    ),
  );
}

/** Where a path leads, links followed, if that is not inside the folder; undefined if it is, or if nothing is there. */
export async function targetOutside(path: string, folder: string): Promise<string | undefined> {
  if (!(await exists(path))) return undefined;
  const target = await realPathOf(path);
  const root = await realPathOf(folder);
  if (target === undefined || root === undefined) return undefined;
  const way = relative(root, target);
  // On Windows, the way to another drive is absolute.
  const isOutside = way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way);
  return isOutside ? target : undefined;
}

/** Undefined for what another process has taken away since it was there; a link to nothing is not gone. */
async function realPathOf(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch (error) {
    if (await exists(path)) throw error;
    return undefined;
  }
}
