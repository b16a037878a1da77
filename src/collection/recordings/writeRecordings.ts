import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MirrorError, throwIfAborted } from '../../errors.js';
import { sha256Of } from '../../files/checksum.js';
import { aboutFile } from '../../files/disk/aboutFile.js';
import type { OwnedLock } from '../../files/disk/lockFile.js';
import { assertOwned } from '../../files/disk/ownedLock.js';
import { isRegularFile } from '../../files/disk/pathChecks.js';
import {
  unwritable,
  writeFileAtomically,
  writeNewFile,
} from '../../files/disk/writeFileAtomically.js';
import type { Undo } from '../changes/journalSteps.js';
import { beatsFileName } from './beatsFile.js';
import { copyFileWhole } from './copyFileWhole.js';
import type { NewRecording } from './planRecordings.js';
import { readRecordingBytes } from './recordingFiles.js';
import { keepWrittenBeats } from './takeBeats.js';
import type { TranscribedAudio } from './transcribeNewAudio.js';

/** What is to be written into a folder of recordings. */
export interface WrittenRecordings {
  readonly recordings: readonly NewRecording[];
  readonly audio?: readonly TranscribedAudio[];
  readonly signal?: AbortSignal;
  /** The lock under which it is written. */
  readonly lock?: OwnedLock;
}

/**
 * Copies the recordings, and writes transcriptions beside the audio; adds to `undo` how each step is taken back as soon as it is done.
 *
 * @param undo where the steps back are added
 * @throws MirrorError `input` for a recording that has changed since it was checked or a folder that cannot be written, `environment`
 *   if the disk fails or the lock is lost, `aborted` when the signal fires
 */
export async function writeRecordings(
  { recordings, audio = [], signal, lock }: WrittenRecordings,
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
