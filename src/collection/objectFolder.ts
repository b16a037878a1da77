import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Of } from '../checksum.js';
import { MirrorError, throwIfAborted } from '../errors.js';
import { aboutFile, systemErrorCode } from './aboutFile.js';
import { copyFileWhole } from './copyFileWhole.js';
import type { HeardAudio } from './hearAudio.js';
import { madeName } from './makers.js';
import { formatObjectFile, OBJECT_FILE_LIMITS, type ObjectDescription } from './objectFile.js';
import type { NewRecording } from './planRecordings.js';
import { readRegularFile } from './readRegularFile.js';
import { readRecordingBytes } from './recordingFiles.js';
import type { SoundObject } from './soundObject.js';
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
  readonly audio?: readonly HeardAudio[];
  readonly signal?: AbortSignal;
}

/**
 * Makes the folder of a new object: whole, beside its place, and then moved there in one step.
 *
 * @throws MirrorError `input` if it cannot be written there, `environment` if the disk fails, `aborted`
 *   when the signal fires; nothing is left behind
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
    await writeRecordings(contents, join(temporary, 'recordings'), () => {});
    await writeFile(join(temporary, 'object.json'), formatObjectFile(contents.description));
    await rename(temporary, folder);
  } catch (error) {
    if (temporary !== undefined) await rm(temporary, { recursive: true, force: true });
    await removeEmptyFolders(objectsFolder, keptFolder);
    throw error instanceof MirrorError ? error : unwritable(folder, error);
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
  const recordingsFolder = join(object.folder, 'recordings');
  const previous = await readRegularFile(file, OBJECT_FILE_LIMITS);
  const written: string[] = [];
  try {
    await makeFolder(recordingsFolder);
    await writeRecordings(contents, recordingsFolder, (path) => written.push(path));
    const text = formatObjectFile(contents.description, previous);
    if (text !== formatObjectFile(object, previous)) {
      await writeFileAtomically(file, new TextEncoder().encode(text));
    }
  } catch (error) {
    for (const path of written) await rm(path, { force: true });
    await removeEmptyFolders(recordingsFolder, object.folder);
    throw error;
  }
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw unwritable(folder, error);
  }
}

/** Copies the recordings, and writes transcriptions beside the audio; each path is told as soon as it is written. */
async function writeRecordings(
  { recordings, audio = [], signal }: ObjectContents,
  folder: string,
  onWritten: (path: string) => void,
): Promise<void> {
  for (const recording of recordings) {
    throwIfAborted(signal);
    onWritten(await copyRecording(recording, folder));
  }
  for (const { name, source, sha256, isThere, midiName, midi } of audio) {
    throwIfAborted(signal);
    const path = join(folder, name);
    if (!isThere) {
      await copyFileWhole(source, { path, sha256, signal });
      onWritten(path);
    }
    await writeNewFile(join(folder, midiName), midi);
    onWritten(join(folder, midiName));
  }
}

/** Copies what was checked, and nothing that took its place since then; returns where it stands now. */
async function copyRecording(
  { name, source, sha256 }: NewRecording,
  folder: string,
): Promise<string> {
  const bytes = await readRecordingBytes(source);
  if (sha256Of(bytes) !== sha256) {
    throw aboutFile(
      source,
      new MirrorError('input', 'Expected a recording at rest but it changed meanwhile. Try again.'),
    );
  }
  const path = join(folder, name);
  await writeNewFile(path, bytes);
  return path;
}

/** Hidden, so that nobody takes it for an object should this process be killed; the next addition sweeps it away. */
async function makeTemporaryFolder(objectsFolder: string): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    const folder = join(objectsFolder, madeName(attempt));
    try {
      await mkdir(folder);
      return folder;
    } catch (error) {
      if (systemErrorCode(error) !== 'EEXIST' || attempt > 100) throw error;
    }
  }
}
