import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { sha256Of } from '../checksum.js';
import { MirrorError, throwIfAborted } from '../errors.js';
import { aboutFile, systemErrorCode } from './aboutFile.js';
import { beatsFileName } from './beatsFile.js';
import { copyFileWhole } from './copyFileWhole.js';
import { changeCollection } from './journal.js';
import type { OwnedLock } from './lockFile.js';
import {
  assertObjectFileFits,
  formatObjectFile,
  OBJECT_FILE_LIMITS,
  type ObjectDescription,
} from './objectFile.js';
import { placeObject } from './objectSteps.js';
import { assertOwned, isLost } from './ownedLock.js';
import { isRegularFile } from './pathChecks.js';
import type { NewRecording } from './planRecordings.js';
import { readRegularFile } from './readRegularFile.js';
import { readRecordingBytes } from './recordingFiles.js';
import type { SoundObject } from './soundObject.js';
import { syncFolders } from './syncToDisk.js';
import { keepWrittenBeats } from './takeBeats.js';
import { temporaryName } from './temporaryFiles.js';
import type { TranscribedAudio } from './transcribeNewAudio.js';
import { descriptionOf, nextTrashNumber, writeEntry } from './trash.js';
import {
  lowestExisting,
  removeEmptyFolders,
  unwritable,
  writeFileAtomically,
  writeNewFile,
} from './writeFileAtomically.js';

/** What is to stand in an object's folder. */
export interface ObjectContents {
  readonly description: ObjectDescription;
  readonly recordings: readonly NewRecording[];
  readonly audio?: readonly TranscribedAudio[];
  readonly signal?: AbortSignal;
  /** The lock under which it is written. */
  readonly lock?: OwnedLock;
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
  try {
    await mkdir(objectsFolder, { recursive: true });
    temporary = await makeTemporaryFolder(objectsFolder);
    await mkdir(join(temporary, 'recordings'));
    await writeRecordings(contents, join(temporary, 'recordings'), []);
    await writeNewFile(join(temporary, 'object.json'), new TextEncoder().encode(json));
    assertOwned(contents.lock);
    await rename(temporary, folder);
    temporary = undefined;
    await syncFolders(objectsFolder, keptFolder);
  } catch (error) {
    if (temporary !== undefined) await rm(temporary, { recursive: true, force: true });
    await removeEmptyFolders(objectsFolder, keptFolder);
    throw error instanceof MirrorError ? error : unwritable(folder, error);
  }
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
    await removeEmptyFolders(recordingsFolder, object.folder);
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

/** Takes one written file back. */
type Undo = () => Promise<void>;

/** Copies the recordings, and writes transcriptions beside the audio; how each step is taken back is told as soon as it is done. */
async function writeRecordings(
  { recordings, audio = [], signal, lock }: ObjectContents,
  folder: string,
  undo: Undo[],
): Promise<void> {
  const removing = (path: string) => undo.push(() => rm(path, { force: true }));
  for (const recording of recordings) {
    throwIfAborted(signal);
    await copyRecording(recording, { folder, lock, undo });
  }
  for (const each of audio) {
    throwIfAborted(signal);
    const { name, source, sha256, isThere, midiName, olderName, midi, beats, hints } = each;
    const midiPath = join(folder, midiName);
    if (!isThere) {
      const path = join(folder, name);
      await copyFileWhole(source, { path, sha256, signal, lock });
      removing(path);
    }
    if (olderName === undefined) {
      await writeNewFile(midiPath, midi, { lock });
      removing(midiPath);
    } else {
      const olderPath = join(folder, olderName);
      await replaceTranscription(midiPath, { midi, olderPath, undo, lock });
    }
    assertOwned(lock);
    if (beats !== undefined) {
      const putBack = await keepingFile(beatsFileName(midiPath));
      await keepWrittenBeats(midiPath, { midi, beats, hints });
      undo.push(putBack);
    }
  }
}

/** Writes a transcription over an older one, of which a copy is made first: at each moment one of the two has the name. */
async function replaceTranscription(
  path: string,
  {
    midi,
    olderPath,
    undo,
    lock,
  }: {
    midi: Uint8Array;
    olderPath: string;
    undo: Undo[];
    lock: OwnedLock | undefined;
  },
): Promise<void> {
  const older = await readRecordingBytes(path);
  await writeNewFile(olderPath, older, { lock, modeOf: path });
  undo.push(() => rm(olderPath, { force: true }));
  undo.push(() => writeFileAtomically(path, older));
  await writeFileAtomically(path, midi, { lock });
}

/** What makes a file again what it is now, or takes it away where there is none. */
async function keepingFile(path: string): Promise<Undo> {
  const before = (await isRegularFile(path)) ? await readBytes(path) : undefined;
  return before === undefined
    ? () => rm(path, { force: true })
    : () => writeFileAtomically(path, before);
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    // Whatever it holds: it may be empty or damaged.
    return await readFile(path);
  } catch (error) {
    throw unwritable(path, error);
  }
}

/** Copies what was checked, and nothing that took its place since then. */
async function copyRecording(
  { name, source, sha256 }: NewRecording,
  { folder, lock, undo }: { folder: string; lock: OwnedLock | undefined; undo: Undo[] },
): Promise<void> {
  const bytes = await readRecordingBytes(source);
  if (sha256Of(bytes) !== sha256) {
    throw aboutFile(
      source,
      new MirrorError('input', 'Expected a recording at rest but it changed meanwhile. Try again.'),
    );
  }
  const path = join(folder, name);
  await writeNewFile(path, bytes, { lock });
  undo.push(() => rm(path, { force: true }));
  // What is left of another recording of that name is not about this one.
  const putBack = await keepingFile(beatsFileName(path));
  await rm(beatsFileName(path), { force: true });
  undo.push(putBack);
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
