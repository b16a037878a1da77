import { basename, dirname, join } from 'node:path';
import { assertInsideRoot } from '../../files/disk/assertInsideRoot.js';
import { listEntries } from '../../files/disk/listEntries.js';
import { byName } from '../names/byName.js';
import type { TaughtFolder } from '../soundObject.js';

/** The folder of an object that holds what it was taught from. */
export const TAUGHT_FOLDER = 'taught';

/**
 * Where a home keeps what it taught objects of the starter collection, by the name that the starter collection has for
 * each; hidden, so that it is taken for no object.
 */
export const STARTERS_TAUGHT_FOLDER = 'objects/.taught';

/**
 * `0123456789abcdef`, or `not-0123456789abcdef` for a photo that does not show the object; with `-2` … where there are more of one photo.
 */
const ID = /^(not-)?([0-9a-f]{16})(?:-[1-9]\d{0,3})?$/;

/** Characters of a photo's checksum that its folder is named by. */
const ID_DIGITS = 16;

/**
 * What one folder holds that an object was taught from, by name; what is not named like ours, and links, are passed over.
 *
 * @param root which the folder must not lead out of
 * @throws MirrorError `input` if the folder is a link that leads out
 */
export async function listTaught(
  folder: string,
  { root, isShipped = false }: { readonly root: string; readonly isShipped?: boolean },
): Promise<TaughtFolder[]> {
  const entries = (await listEntries(folder)).filter((entry) => entry.isDirectory());
  if (entries.length > 0) await assertInsideRoot(folder, root);
  return entries
    .flatMap(({ name }) => {
      const [, not, photo] = ID.exec(name) ?? [];
      if (photo === undefined) return [];
      return [
        { id: name, folder: join(folder, name), photo, isPositive: not === undefined, isShipped },
      ];
    })
    .sort((a, b) => byName(a.id, b.id));
}

/**
 * The name of the folder for a photo that is not among those that are there.
 *
 * @param photoSha256 64 hexadecimal digits
 * @param options.isPositive whether it shows the object
 */
export function freeTaughtId(
  photoSha256: string,
  { isPositive, taken }: { readonly isPositive: boolean; readonly taken: ReadonlySet<string> },
): string {
  return withFreeNumber(`${isPositive ? '' : 'not-'}${photoSha256.slice(0, ID_DIGITS)}`, taken);
}

/** The name of a folder itself if it is free, or with another number behind it. */
export function withFreeNumber(id: string, taken: ReadonlySet<string>): string {
  if (!taken.has(id)) return id;
  const stem = id.replace(/(?<=[0-9a-f]{16})-\d+$/, '');
  let free = id;
  for (let number = 2; taken.has(free); number++) free = `${stem}-${number}`;
  return free;
}

/** A folder of the home, below it: `objects/kettle/taught/0123456789abcdef`, or `objects/.taught/clock/…`. */
export function taughtPathBelowHome(taught: TaughtFolder): string {
  const { name, isInObject } = ownerOf(taught);
  return isInObject
    ? `objects/${name}/${TAUGHT_FOLDER}/${taught.id}`
    : `${STARTERS_TAUGHT_FOLDER}/${name}/${taught.id}`;
}

/**
 * Whose folder it is: the name of the object's own folder, or of the starter object that the home taught.
 *
 * @returns `isInObject` is false where the home keeps it for a starter object, in `STARTERS_TAUGHT_FOLDER`
 */
export function ownerOf({ folder }: Pick<TaughtFolder, 'folder'>): {
  readonly name: string;
  readonly isInObject: boolean;
} {
  const parent = dirname(folder);
  const isInObject = basename(parent) === TAUGHT_FOLDER;
  return { name: basename(isInObject ? dirname(parent) : parent), isInObject };
}

/** Whether a folder holds what was made of a photo. */
export function isOfPhoto({ photo }: TaughtFolder, photoSha256: string): boolean {
  return photoSha256.startsWith(photo);
}
