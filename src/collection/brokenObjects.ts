import { basename } from 'node:path';
import type { Collection } from './collection.js';
import { understandName } from './names/understandName.js';
import type { BrokenObject } from './readShelf.js';

/** What a broken object is called: its file may not say it. */
export function nameOfBroken({ folder }: BrokenObject): string {
  return basename(folder).normalize('NFC');
}

/**
 * The broken object that is meant by a name; undefined where there is none, where the name is that of another object,
 * letter by letter, and where an object of the home that is whole has the same name.
 */
export function findBroken(
  { objects, broken = [] }: Pick<Collection, 'objects' | 'broken'>,
  name: string,
): BrokenObject | undefined {
  const names = new Set([...broken.map(nameOfBroken), ...objects.map((each) => each.name)]);
  const understood = understandName(name, [...names]);
  const isWhole = objects.some((each) => each.shelf === 'home' && each.name === understood);
  return isWhole ? undefined : broken.find((each) => nameOfBroken(each) === understood);
}
