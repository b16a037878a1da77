import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { MirrorError } from '../errors.js';
import { systemErrorCode } from '../files/disk/aboutFile.js';
import { removeAtExit } from '../files/disk/atExit.js';
import { assertOwned, isLost } from '../files/disk/ownedLock.js';
import { readRegularFile } from '../files/disk/readRegularFile.js';
import { syncFolders } from '../files/disk/syncToDisk.js';
import { temporaryName } from '../files/disk/temporaryFiles.js';
import {
  lowestExisting,
  removeEmptyFolders,
  unwritable,
  writeNewFile,
} from '../files/disk/writeFileAtomically.js';
import { changeCollection } from './changes/journal.js';
import type { Undo } from './changes/journalSteps.js';
import { placeObject } from './changes/objectSteps.js';
import { descriptionOf, nextTrashNumber, writeEntry } from './changes/trash.js';
import {
  assertObjectFileFits,
  formatObjectFile,
  OBJECT_FILE_LIMITS,
  type ObjectDescription,
} from './objectFile.js';
import { type WrittenRecordings, writeRecordings } from './recordings/writeRecordings.js';
import type { SoundObject } from './soundObject.js';

/** What is to stand in an object's folder. */
export interface ObjectContents extends WrittenRecordings {
  readonly description: ObjectDescription;
}

/**
 * Makes the folder of a new object: whole, beside its place, and then moved there in one step.
 *
 * @throws MirrorError `input` if it cannot be written there, `environment` if the disk fails or the lock is lost, `aborted`
 *   when the signal fires; nothing is left behind
 */
export async function createObjectFolder(root: string, contents: ObjectContents): Promise<void> {
  const objectsFolder = join(root, 'objects');
  const folder = join(objectsFolder, contents.description.name);
  const json = formatObjectFile(contents.description);
  assertObjectFileFits(json, contents.description.name);
  const keptFolder = await lowestExisting(objectsFolder);
  let temporary: string | undefined;
  let callOff = () => {};
  try {
    await mkdir(objectsFolder, { recursive: true });
    temporary = await makeTemporaryFolder(objectsFolder);
    callOff = removeAtExit(temporary);
    await mkdir(join(temporary, 'recordings'));
    await writeRecordings(contents, join(temporary, 'recordings'), []);
    await writeNewFile(join(temporary, 'object.json'), new TextEncoder().encode(json));
    assertOwned(contents.lock);
    await rename(temporary, folder);
    temporary = undefined;
    await syncFolders(objectsFolder, keptFolder);
  } catch (error) {
    if (temporary !== undefined) await rm(temporary, { recursive: true, force: true });
    removeEmptyFolders(objectsFolder, keptFolder);
    throw error instanceof MirrorError
      ? renameIn(error, temporary, folder)
      : unwritable(folder, error);
  } finally {
    callOff();
  }
}

/** The same error about the folder that the object was to have, in place of the temporary one. */
function renameIn(error: MirrorError, temporary: string | undefined, folder: string): MirrorError {
  if (temporary === undefined || !error.message.includes(temporary)) return error;
  const message = error.message.replaceAll(temporary, folder);
  return new MirrorError(error.code, message, { cause: error });
}

/**
 * Adds recordings to an object and brings its object.json up to date, which keeps the keys that are not ours.
 *
 * @throws MirrorError as `createObjectFolder` does; the recordings written so far are taken away again, unless the lock was lost
 */
export async function changeObjectFolder(
  object: SoundObject,
  contents: ObjectContents,
): Promise<void> {
  const { lock } = contents;
  const file = join(object.folder, 'object.json');
  const recordingsFolder = join(object.folder, 'recordings');
  const previous = await readRegularFile(file, OBJECT_FILE_LIMITS);
  const undo: Undo[] = [];
  try {
    await makeFolder(recordingsFolder);
    await writeRecordings(contents, recordingsFolder, undo);
    const text = formatObjectFile(contents.description, previous);
    if (text !== formatObjectFile(object, previous)) await changeDescription(object, contents);
  } catch (error) {
    // What was written before the lock was lost may be the next owner's by now: whole recordings, which do no harm.
    if (isLost(lock)) throw error;
    for (const step of undo.reverse()) await step();
    removeEmptyFolders(recordingsFolder, object.folder);
    throw error;
  }
}

/** The former object.json can be restored; of a checkout's own starter object, git keeps it. */
async function changeDescription(
  object: SoundObject,
  { description, lock }: ObjectContents,
): Promise<void> {
  const root = dirname(dirname(object.folder));
  const { name } = object;
  await changeCollection(
    root,
    async () => {
      const number = await nextTrashNumber(root);
      const keptAs = object.shelf === 'home' ? number : undefined;
      const entry = {
        number,
        action: 'edited',
        name,
        formerName: name,
        former: descriptionOf(object),
        recordings: [],
        isUndo: false,
      } as const;
      const from = `objects/${basename(object.folder)}`;
      const steps = await placeObject(root, { from, description, keptAs });
      return { steps: keptAs === undefined ? steps : [writeEntry(entry), ...steps] };
    },
    { within: lock },
  );
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw unwritable(folder, error);
  }
}

/** Hidden, so that it is not listed as an object should this process be killed; the next addition sweeps it away. */
async function makeTemporaryFolder(objectsFolder: string): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    const folder = join(objectsFolder, temporaryName(attempt));
    try {
      await mkdir(folder);
      return folder;
    } catch (error) {
      if (systemErrorCode(error) !== 'EEXIST' || attempt > 100) throw error;
    }
  }
}
