import { type Stats, statSync } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';

/** Whether there is anything at the path; a path that cannot be looked at counts as none. */
export async function exists(path: string): Promise<boolean> {
  return (await statOf(path)) !== undefined;
}

/** Whether there is a folder at the path, links followed. */
export async function isFolder(path: string): Promise<boolean> {
  return (await statOf(path))?.isDirectory() === true;
}

/** Whether there is a file at the path, links followed, that is no pipe or device. */
export async function isRegularFile(path: string): Promise<boolean> {
  return (await statOf(path))?.isFile() === true;
}

/** The same at once, where the words of a call are read. */
export function isRegularFileNow(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    // Nothing is there, or the path is none that a system has, as one that is too long.
    return false;
  }
}

/** Whether two paths lead to one folder, links followed; no if either is missing. */
export async function isSameFolder(a: string, b: string): Promise<boolean> {
  try {
    return (await realpath(a)) === (await realpath(b));
  } catch {
    return false;
  }
}

function statOf(path: string): Promise<Stats | undefined> {
  return stat(path).catch(() => undefined);
}
