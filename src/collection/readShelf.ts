import { join } from 'node:path';
import { MirrorError } from '../errors.js';
import { aboutFile } from '../files/disk/aboutFile.js';
import { assertInsideRoot } from '../files/disk/assertInsideRoot.js';
import { listEntries } from '../files/disk/listEntries.js';
import { exists, isFolder } from '../files/disk/pathChecks.js';
import { byName } from './names/byName.js';
import { EXAMPLE_OBJECT_FILE, readObjectFile } from './objectFile.js';
import { listRecordings } from './recordings/recordingFiles.js';
import type { Shelf, SoundObject } from './soundObject.js';
import { shelvesOf } from './starterNames.js';
import { listTaught, TAUGHT_FOLDER } from './taught/taughtFolders.js';

/** An object that cannot be used as it stands, and why. */
export interface BrokenObject {
  readonly folder: string;
  readonly shelf: Shelf;
  readonly error: MirrorError;
}

/** What stands on a shelf, each list by name. */
export interface ShelfContents {
  readonly objects: readonly SoundObject[];
  readonly broken: readonly BrokenObject[];
  /** Folders without an object.json, which are no objects. */
  readonly skipped: readonly string[];
}

/** What stands on one shelf of a folder; a folder without `objects/` has nothing. */
export async function readShelf(root: string, shelf: Shelf): Promise<ShelfContents> {
  const objectsFolder = join(root, 'objects');
  const shelfOf = await shelvesOf(root);
  const names = (await listFolders(objectsFolder)).filter((name) => shelfOf(name) === shelf);
  const found = await Promise.all(
    names.map(async (folderName) => {
      const folder = join(objectsFolder, folderName);
      if (!(await exists(join(folder, 'object.json')))) return { skipped: folder };
      try {
        return { object: await readObject(root, { folderName, shelf }) };
      } catch (error) {
        if (!(error instanceof MirrorError)) throw error;
        return { broken: { folder, shelf, error } };
      }
    }),
  );
  return {
    objects: found.flatMap(({ object }) => object ?? []).sort((a, b) => byName(a.name, b.name)),
    broken: found.flatMap(({ broken }) => broken ?? []),
    skipped: found.flatMap(({ skipped }) => skipped ?? []),
  };
}

/**
 * One object as it stands on the disk.
 *
 * @throws MirrorError `input` if its object.json cannot be used, or if one of its folders is a link that
 * leads out of the collection: what is written to the object would land there.
 */
export async function readObject(
  root: string,
  { folderName, shelf }: { folderName: string; shelf: Shelf },
): Promise<SoundObject> {
  const objectsFolder = join(root, 'objects');
  const folder = join(objectsFolder, folderName);
  const recordingsFolder = join(folder, 'recordings');
  await assertInsideRoot(folder, objectsFolder);
  await assertInsideRoot(recordingsFolder, objectsFolder);
  const file = join(folder, 'object.json');
  if (!(await exists(file))) {
    throw aboutFile(
      file,
      new MirrorError(
        'input',
        `Expected ${EXAMPLE_OBJECT_FILE} here but there is no such file. Write it, or move the folder out of objects/.`,
      ),
    );
  }
  await assertInsideRoot(file, objectsFolder);
  const description = await readObjectFile(file, folderName);
  const modelsFolder = join(root, 'models', description.name);
  await assertInsideRoot(modelsFolder, join(root, 'models'));
  const taught = await listTaught(join(folder, TAUGHT_FOLDER), {
    root: objectsFolder,
    isShipped: shelf === 'starter',
  });
  return {
    ...description,
    shelf,
    folder,
    modelsFolder,
    ...(await listRecordings(recordingsFolder, root)),
    ...(taught.length > 0 && { taught }),
  };
}

async function listFolders(objectsFolder: string): Promise<string[]> {
  const names: string[] = [];
  for (const entry of await listEntries(objectsFolder)) {
    const isLink = entry.isSymbolicLink() && (await isFolder(join(objectsFolder, entry.name)));
    // Hidden folders are half-finished additions and the system's own.
    if (!entry.name.startsWith('.') && (entry.isDirectory() || isLink)) names.push(entry.name);
  }
  return names.sort(byName);
}
