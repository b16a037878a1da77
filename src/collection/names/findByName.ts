import { join } from 'node:path';
import { listEntries } from '../../files/disk/listEntries.js';
import { readRemovedStarters, readStarters } from '../openCollection.js';
import { readObject } from '../readShelf.js';
import type { SoundObject } from '../soundObject.js';
import { shelvesOf } from '../starterNames.js';
import { understandName } from './understandName.js';

/**
 * The home's object of that name, if it is there; capitals, hyphens and spaces make no difference where only one is
 * meant: a disk of Windows or macOS could not keep two apart that differ by capitals, and a person hardly any.
 *
 * @throws MirrorError `input` if it is broken
 */
export async function findByName(root: string, name: string): Promise<SoundObject | undefined> {
  const entries = await listEntries(join(root, 'objects'));
  const folderNames = entries.map((entry) => entry.name);
  const exact = folderNames.find((each) => each.normalize('NFC') === name);
  const folderName = exact ?? understandName(name, folderNames);
  if (folderName === undefined) return undefined;
  const shelfOf = await shelvesOf(root);
  return readObject(root, { folderName, shelf: shelfOf(folderName) });
}

/** The starter collection's object of that name, as the home has edited it; what else lies in a clone of the package is the user's own. */
export async function findStarter(root: string, name: string): Promise<SoundObject | undefined> {
  const starters = await readStarters(root);
  const understood = understandName(
    name,
    starters.map((each) => each.name),
  );
  return starters.find((each) => each.name === understood);
}

/** What the starter object of that name was called which the home does without. */
export async function findRemovedStarter(root: string, name: string): Promise<string | undefined> {
  return understandName(name, await readRemovedStarters(root));
}
