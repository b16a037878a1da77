import { readdir, realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { MirrorError } from '../errors.js';
import { aboutFile } from './aboutFile.js';
import { EXAMPLE_OBJECT_FILE, MOST_OBJECT_FILE_BYTES, parseObjectFile } from './objectFile.js';
import { exists, isFolder } from './pathChecks.js';
import { readRegularFile } from './readRegularFile.js';
import { byName, listRecordings } from './recordingFiles.js';
import type { Shelf, SoundObject } from './soundObject.js';

/** An object that cannot be used as it stands, and why. */
export interface BrokenObject {
  readonly folder: string;
  readonly shelf: Shelf;
  readonly error: MirrorError;
}

/** The objects of one shelf by name, and those that are broken; a folder without `objects/` has none. */
export async function readShelf(
  root: string,
  shelf: Shelf,
): Promise<{ objects: SoundObject[]; broken: BrokenObject[] }> {
  const folderNames = await listFolders(join(root, 'objects'));
  const read = await Promise.all(
    folderNames.map((folderName) => tryObject(root, { folderName, shelf })),
  );
  return {
    objects: read
      .flatMap((each) => ('error' in each ? [] : [each]))
      .sort((a, b) => byName(a.name, b.name)),
    broken: read.flatMap((each) => ('error' in each ? [each] : [])),
  };
}

async function tryObject(
  root: string,
  place: { folderName: string; shelf: Shelf },
): Promise<SoundObject | BrokenObject> {
  try {
    return await readObject(root, place);
  } catch (error) {
    if (!(error instanceof MirrorError)) throw error;
    return { folder: join(root, 'objects', place.folderName), shelf: place.shelf, error };
  }
}

/**
 * One object as it stands on the disk.
 *
 * @throws MirrorError `input` if its object.json cannot be used, or if its folder is a link that
 * leads out of the collection: what is written to the object would land there.
 */
export async function readObject(
  root: string,
  { folderName, shelf }: { folderName: string; shelf: Shelf },
): Promise<SoundObject> {
  const folder = join(root, 'objects', folderName);
  await refuseWayOut(join(root, 'objects'), folder);
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
  const bytes = await readRegularFile(file, {
    what: "an object's description",
    mostBytes: MOST_OBJECT_FILE_BYTES,
  });
  try {
    const description = parseObjectFile(bytes, folderName);
    return {
      ...description,
      shelf,
      folder,
      modelsFolder: join(root, 'models', description.name),
      ...(await listRecordings(join(folder, 'recordings'))),
    };
  } catch (error) {
    throw error instanceof MirrorError ? aboutFile(file, error) : error;
  }
}

async function listFolders(objectsFolder: string): Promise<string[]> {
  const entries = await readdir(objectsFolder, { withFileTypes: true }).catch(() => []);
  const names: string[] = [];
  for (const entry of entries) {
    const isLink = entry.isSymbolicLink() && (await isFolder(join(objectsFolder, entry.name)));
    // Hidden folders are half-finished additions and the system's own.
    if (!entry.name.startsWith('.') && (entry.isDirectory() || isLink)) names.push(entry.name);
  }
  return names.sort(byName);
}

async function refuseWayOut(objectsFolder: string, folder: string): Promise<void> {
  const target = await realpath(folder);
  const way = relative(await realpath(objectsFolder), target);
  if (way !== '..' && !way.startsWith(`..${sep}`) && way !== target) return;
  throw aboutFile(
    folder,
    new MirrorError(
      'input',
      `Expected a folder inside the collection but this link leads to ${target}. Copy that folder here instead.`,
    ),
  );
}
