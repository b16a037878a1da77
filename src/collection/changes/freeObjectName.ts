import { join } from 'node:path';
import { MirrorError } from '../../errors.js';
import { listEntries } from '../../files/disk/listEntries.js';
import { foldName } from '../names/understandName.js';
import type { SoundObject } from '../soundObject.js';

/** The names that an object of a home cannot have, folded. */
export type TakenNames = ReadonlySet<string>;

/**
 * The names that are taken: of all that is in `objects/`, of decoders without an object, and of starter objects.
 *
 * @param options.starters those that an object of the home must not take the place of
 * @param options.besides an object of the home that keeps or leaves its name
 */
export async function takenNames(
  home: string,
  {
    starters,
    besides,
  }: { readonly starters: readonly SoundObject[]; readonly besides?: SoundObject },
): Promise<TakenNames> {
  const folders = (await listEntries(join(home, 'objects'))).map(({ name }) => name);
  const names = [...folders, ...starters.map(({ name }) => name)];
  for (const { name } of await listEntries(join(home, 'models'))) {
    const files = await listEntries(join(home, 'models', name));
    if (files.some((file) => !file.name.startsWith('.'))) names.push(name);
  }
  const taken = new Set(names.map(foldName));
  if (besides !== undefined) taken.delete(foldName(besides.name));
  return taken;
}

/**
 * The name itself if it is free, or `kettle-2`, `kettle-3` …; a long one is cut between two characters to make room.
 *
 * @example freeObjectName('kettle', new Set(['kettle'])) // 'kettle-2'
 */
export function freeObjectName(name: string, taken: TakenNames): string {
  let free = name;
  for (let number = 2; taken.has(foldName(free)); number++) free = `${stem(name)}-${number}`;
  return free;
}

/** An emoji has two code units: half of one is no text, and no disk keeps it. */
function stem(name: string): string {
  return name.slice(0, 58).replace(/[\uD800-\uDBFF]$/, '');
}

/**
 * Makes sure that an object can be given a name.
 *
 * @param starters names of starter objects whose place a new object can take, but not one that is renamed: it would have to give it back
 *   when the edit is undone
 * @throws MirrorError `usage` if it is taken
 */
export function checkFreeName(
  name: string,
  { taken, starters }: { readonly taken: TakenNames; readonly starters: readonly string[] },
): void {
  if (!taken.has(foldName(name))) return;
  if (starters.some((each) => foldName(each) === foldName(name))) {
    throw new MirrorError(
      'usage',
      `Expected a name that is free but ${JSON.stringify(name)} is an object of the starter collection, whose place only a new object takes. Add the recordings under that name, or choose another, such as ${JSON.stringify(freeObjectName(name, taken))}.`,
    );
  }
  throw new MirrorError(
    'usage',
    `Expected a name that is free but ${JSON.stringify(name)} is taken. Choose another, such as ${JSON.stringify(freeObjectName(name, taken))}.`,
  );
}
