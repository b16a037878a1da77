import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemErrorCode } from './aboutFile.js';
import { formatObjectFile, MOST_OBJECT_FILE_BYTES, type ObjectDescription } from './objectFile.js';
import type { NewRecording } from './planRecordings.js';
import { readRegularFile } from './readRegularFile.js';
import type { SoundObject } from './soundObject.js';
import {
  lowestExisting,
  removeEmptyFolders,
  unwritable,
  writeFileAtomically,
} from './writeFileAtomically.js';

/** What is to stand in an object's folder. */
export interface ObjectContents {
  readonly description: ObjectDescription;
  readonly recordings: readonly NewRecording[];
}

/**
 * Makes the folder of a new object: whole, beside its place, and then moved there in one step.
 *
 * @throws MirrorError `input` if it cannot be written there, `environment` if the disk fails; nothing
 *   is left behind
 */
export async function createObjectFolder(root: string, contents: ObjectContents): Promise<void> {
  const objectsFolder = join(root, 'objects');
  const folder = join(objectsFolder, contents.description.name);
  const keptFolder = await lowestExisting(objectsFolder);
  let temporary: string | undefined;
  try {
    await mkdir(objectsFolder, { recursive: true });
    temporary = await makeTemporaryFolder(objectsFolder);
    await mkdir(join(temporary, 'recordings'));
    for (const { name, bytes } of contents.recordings) {
      await writeFile(join(temporary, 'recordings', name), bytes);
    }
    await writeFile(join(temporary, 'object.json'), formatObjectFile(contents.description));
    await rename(temporary, folder);
  } catch (error) {
    if (temporary !== undefined) await rm(temporary, { recursive: true, force: true });
    await removeEmptyFolders(objectsFolder, keptFolder);
    throw unwritable(folder, error);
  }
}

/**
 * Adds recordings to an object and brings its object.json up to date, which keeps the keys that are not ours.
 *
 * @throws MirrorError as `createObjectFolder` does; the recordings written so far are taken away again
 */
export async function changeObjectFolder(
  object: SoundObject,
  contents: ObjectContents,
): Promise<void> {
  const file = join(object.folder, 'object.json');
  const previous = await readRegularFile(file, {
    what: "an object's description",
    mostBytes: MOST_OBJECT_FILE_BYTES,
  });
  const written: string[] = [];
  try {
    for (const { name, bytes } of contents.recordings) {
      const path = join(object.folder, 'recordings', name);
      await writeFileAtomically(path, bytes);
      written.push(path);
    }
    const text = formatObjectFile(contents.description, previous);
    if (text !== formatObjectFile(object, previous)) {
      await writeFileAtomically(file, new TextEncoder().encode(text));
    }
  } catch (error) {
    for (const path of written) await rm(path, { force: true });
    throw error;
  }
}

/** Hidden, so that nobody takes it for an object should this process be killed. */
async function makeTemporaryFolder(objectsFolder: string): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    const folder = join(objectsFolder, `.adding-${process.pid}-${attempt}`);
    try {
      await mkdir(folder);
      return folder;
    } catch (error) {
      if (systemErrorCode(error) !== 'EEXIST' || attempt > 100) throw error;
    }
  }
}
