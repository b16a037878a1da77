import { constants, copyFile, link, open, readFile, rm } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import { systemErrorCode } from './aboutFile.js';
import { syncFile, syncFolders } from './syncToDisk.js';

/** A file under the further name that keeps it. */
export interface KeptFile {
  readonly path: string;
  /** Takes that name away again, if it was given here. */
  readonly undo: () => Promise<void>;
}

/**
 * The names that keep a file which another one takes the place of, in the order in which they are tried.
 *
 * @param name of the file, with or without folders before it, which stay
 * @example [...keepingNames('kitchen.mid')] // 'kitchen.before.mid', 'kitchen.before-2.mid', …
 */
export function* keepingNames(name: string): Generator<string, never> {
  const ending = parse(name).ext;
  const stem = name.slice(0, name.length - ending.length);
  yield `${stem}.before${ending}`;
  for (let number = 2; ; number++) yield `${stem}.before-${number}${ending}`;
}

/**
 * Gives a file the first of its `keepingNames` that is free, beside the name that it has; another file may then take that one. A file of the
 * same bytes that already has such a name keeps it well enough: what is done twice leaves one.
 *
 * @throws the system's error
 */
export async function keepAside(path: string): Promise<KeptFile> {
  const names = keepingNames(parse(path).base);
  for (;;) {
    const kept = join(dirname(path), names.next().value);
    try {
      await giveSecondName(path, kept);
      return { path: kept, undo: () => rm(kept, { force: true }) };
    } catch (error) {
      if (systemErrorCode(error) !== 'EEXIST') throw error;
      if (await haveEqualBytes(path, kept)) return { path: kept, undo: async () => {} };
    }
  }
}

/** @throws the system's error, `EEXIST` if there is anything at `kept` */
async function giveSecondName(path: string, kept: string): Promise<void> {
  try {
    await link(path, kept);
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') throw error;
    // Some disks, sticks among them, know no links.
    await copyToFreeName(path, kept);
  }
  await syncFolders(dirname(kept));
}

async function copyToFreeName(path: string, kept: string): Promise<void> {
  try {
    await copyFile(path, kept, constants.COPYFILE_EXCL);
    const file = await open(kept);
    await syncFile(file).finally(() => file.close());
  } catch (error) {
    if (systemErrorCode(error) !== 'EEXIST') await rm(kept, { force: true });
    throw error;
  }
}

async function haveEqualBytes(path: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([path, other].map((each) => readFile(each).catch(() => null)));
  return !!a && !!b && a.equals(b);
}
