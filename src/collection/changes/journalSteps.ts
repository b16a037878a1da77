import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { OwnedLock } from '../../files/disk/lockFile.js';
import { assertOwned } from '../../files/disk/ownedLock.js';
import { exists } from '../../files/disk/pathChecks.js';
import { readRegularFile } from '../../files/disk/readRegularFile.js';
import {
  removeEmptyFolders,
  unwritable,
  writeFileAtomically,
} from '../../files/disk/writeFileAtomically.js';
import { isThere, moveEntry } from './moveEntry.js';

/**
 * One step of a change of the collection. Paths are below the home and have `/` between their parts. Each step can be
 * done twice: what was done already is passed over.
 */
export type JournalStep =
  /** Moves a file or folder to where nothing is. */
  | { readonly is: 'move'; readonly from: string; readonly to: string }
  /** Writes a text file, which may be there. */
  | { readonly is: 'write'; readonly path: string; readonly text: string }
  /** Writes the object's name into a decoder.json; one that is no JSON stays as it is. */
  | { readonly is: 'nameDecoder'; readonly path: string; readonly object: string }
  /** Takes a file away. */
  | { readonly is: 'delete'; readonly path: string };

/** Takes one step back. */
export type Undo = () => Promise<unknown>;

const FILE_LIMITS = { what: 'a file of a collection', mostBytes: 16e6 };

/**
 * Does a step below a home.
 *
 * @param lock under which it is done
 * @returns what takes it back; nothing if it was done already
 * @throws MirrorError `input` if there is anything where something is to be moved, `input` or `environment` if the disk refuses it
 */
export async function runStep(home: string, step: JournalStep, lock: OwnedLock): Promise<Undo[]> {
  assertOwned(lock);
  switch (step.is) {
    case 'move':
      return move(home, step, lock);
    case 'write':
      return write(home, { path: step.path, text: step.text, lock });
    case 'nameDecoder':
      return nameDecoder(home, { ...step, lock });
    case 'delete':
      return take(home, step.path);
  }
}

async function move(
  home: string,
  step: Extract<JournalStep, { readonly is: 'move' }>,
  lock: OwnedLock,
): Promise<Undo[]> {
  const from = join(home, step.from);
  const to = join(home, step.to);
  if (!(await isThere(from))) return [];
  try {
    await moveEntry(from, to, lock);
  } catch (error) {
    removeIfEmpty(home, step.to);
    throw error;
  }
  removeIfEmpty(home, step.from);
  return [
    async () => {
      await moveEntry(to, from);
      removeIfEmpty(home, step.to);
    },
  ];
}

async function write(
  home: string,
  {
    path: part,
    text,
    lock,
  }: { readonly path: string; readonly text: string; readonly lock: OwnedLock },
): Promise<Undo[]> {
  const path = join(home, part);
  const before = (await exists(path)) ? await readRegularFile(path, FILE_LIMITS) : undefined;
  await writeFileAtomically(path, new TextEncoder().encode(text), { lock });
  return [
    async () => {
      if (before !== undefined) return writeFileAtomically(path, before);
      await rm(path, { force: true });
      removeIfEmpty(home, part);
    },
  ];
}

async function nameDecoder(
  home: string,
  {
    path,
    object,
    lock,
  }: Extract<JournalStep, { readonly is: 'nameDecoder' }> & { readonly lock: OwnedLock },
): Promise<Undo[]> {
  if (!(await exists(join(home, path)))) return [];
  const bytes = await readRegularFile(join(home, path), FILE_LIMITS);
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return [];
  }
  if (typeof header !== 'object' || header === null || Array.isArray(header)) return [];
  return write(home, { path, text: JSON.stringify({ ...header, object }), lock });
}

async function take(home: string, part: string): Promise<Undo[]> {
  const path = join(home, part);
  if (!(await exists(path))) return [];
  const before = await readRegularFile(path, FILE_LIMITS);
  try {
    await rm(path, { force: true });
  } catch (error) {
    throw unwritable(path, error);
  }
  removeIfEmpty(home, part);
  return [() => writeFileAtomically(path, before)];
}

/** Takes away the folder that held a path and those above it, below `objects/` or `models/`, as far as they are empty. */
function removeIfEmpty(home: string, part: string): void {
  const [top = ''] = part.split('/');
  removeEmptyFolders(dirname(join(home, part)), join(home, top));
}
