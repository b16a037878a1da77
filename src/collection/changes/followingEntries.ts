import { join } from 'node:path';
import { exists } from '../../files/disk/pathChecks.js';
import type { JournalStep } from './journalSteps.js';
import { type TrashEntry, trashPath, writeEntry } from './trash.js';

// What was done to an object follows it: to another name, into the trash, and back.

/**
 * Has the entries about an object follow it to a new name. Those of another one, which had that name when it was removed, stay.
 *
 * @returns the steps
 */
export function renameEntries(
  entries: readonly TrashEntry[],
  { from, to }: { readonly from: string; readonly to: string },
): JournalStep[] {
  return entriesAbout(entries, from).map((entry) => writeEntry({ ...entry, name: to }));
}

/** What was done to the object that has a name now, or to the starter's behind it; not to one that was removed under that name. */
export function entriesAbout(entries: readonly TrashEntry[], name: string): TrashEntry[] {
  return entries.filter(
    (entry) => entry.name === name && entry.action !== 'removed' && entry.removedWith === undefined,
  );
}

/**
 * Has the entries that were removed with an object come back with it, under the name that it has then.
 *
 * @returns the steps
 */
export function returnEntries(
  entries: readonly TrashEntry[],
  { removedWith, name }: { readonly removedWith: number; readonly name: string },
): JournalStep[] {
  return entries
    .filter((entry) => entry.removedWith === removedWith)
    .map(({ removedWith: _, ...entry }) => writeEntry({ ...entry, name }));
}

/** Whether an entry is about an object of the home: about recordings, or with the former object.json or what it was taught. */
export async function isAboutOwn(home: string, { action, number }: TrashEntry): Promise<boolean> {
  if (action === 'recordings removed') return true;
  return exists(join(home, trashPath(number, action === 'forgotten' ? 'taught' : 'object.json')));
}

/** Those of the entries that are about an object of the home, not about a starter object behind it. */
export async function ownEntries(
  root: string,
  entries: readonly TrashEntry[],
): Promise<TrashEntry[]> {
  const own: TrashEntry[] = [];
  for (const entry of entries) if (await isAboutOwn(root, entry)) own.push(entry);
  return own;
}

/**
 * Has the entries about an object that is removed go with it: another one may take its name.
 *
 * @param removedWith number of the entry of the removal
 * @returns the steps
 */
export function followIntoTrash(
  entries: readonly TrashEntry[],
  removedWith: number,
): JournalStep[] {
  return entries.map((entry) => writeEntry({ ...entry, removedWith }));
}
