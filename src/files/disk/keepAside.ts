import { constants, copyFile, link, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import { systemErrorCode } from './aboutFile.js';
import { cutBytes } from './portableNames.js';
import { syncFile, syncFolders } from './syncToDisk.js';

/** Bytes of UTF-8 that a name has at most on the usual file systems. */
const MOST_NAME_BYTES = 255;

/** What is longer behind the last dot says no kind of file, and is shortened with the rest of the name. */
const MOST_ENDING_BYTES = 32;

/** A file under the further name that keeps it. */
export interface KeptFile {
  readonly path: string;
  /** Takes that name away again, if it was given here: for what need not be kept. */
  readonly discard: () => Promise<void>;
  /**
   * The same for a file whose place was not taken. If another call has taken it meanwhile, the further name stays: that
   * call found the file kept there and keeps it nowhere else.
   */
  readonly undo: () => Promise<void>;
}

/**
 * The names that keep a file which another one takes the place of, in the order in which they are tried. Where such a
 * name would be longer than a file system takes, the end of the stem is left out.
 *
 * @param name of the file, with or without folders before it, which stay
 * @example [...keepingNames('kitchen.mid')] // 'kitchen.before.mid', 'kitchen.before-2.mid', …
 */
export function* keepingNames(name: string): Generator<string, never> {
  const { base, ext } = parse(name);
  const folders = name.slice(0, name.length - base.length);
  const ending = Buffer.byteLength(ext) > MOST_ENDING_BYTES ? '' : ext;
  const stem = base.slice(0, base.length - ending.length);
  for (let number = 1; ; number++) {
    const added = `.before${number === 1 ? '' : `-${number}`}${ending}`;
    yield folders + cutBytes(stem, MOST_NAME_BYTES - Buffer.byteLength(added)) + added;
  }
}

/**
 * Gives a file the first of its `keepingNames` that is free, beside the name that it has; another file may then take
 * that one. A file of the same bytes that already has such a name keeps it well enough: what is done twice leaves one.
 *
 * @throws the system's error
 */
export async function keepAside(path: string): Promise<KeptFile> {
  const names = keepingNames(parse(path).base);
  for (;;) {
    const kept = join(dirname(path), names.next().value);
    try {
      await giveSecondName(path, kept);
      const discard = () => rm(kept, { force: true });
      const undo = async () => {
        if ((await isSameFile(path, kept)) || (await haveEqualBytes(path, kept))) await discard();
      };
      return { path: kept, discard, undo };
    } catch (error) {
      if (systemErrorCode(error) !== 'EEXIST') throw error;
      const discard = async () => {};
      if (await haveEqualBytes(path, kept)) return { path: kept, discard, undo: discard };
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
  // Where it fails it leaves nothing of its own; a file that has the name already is another one.
  await copyFile(path, kept, constants.COPYFILE_EXCL);
  try {
    const file = await open(kept);
    await syncFile(file).finally(() => file.close());
  } catch (error) {
    await rm(kept, { force: true });
    throw error;
  }
}

/** Whether two names lead to one file, links followed; no if either leads to none. */
async function isSameFile(path: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all(
    [path, other].map((each) => stat(each, { bigint: true }).catch(() => null)),
  );
  return !!a && !!b && a.dev === b.dev && a.ino === b.ino;
}

async function haveEqualBytes(path: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([path, other].map((each) => readFile(each).catch(() => null)));
  return !!a && !!b && a.equals(b);
}
