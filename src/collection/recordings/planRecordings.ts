import { join } from 'node:path';
import type { BeatHints } from '../../beats/beats.js';
import { throwIfAborted } from '../../errors.js';
import { sha256Of } from '../../files/checksum.js';
import { listEntries } from '../../files/disk/listEntries.js';
import { freeName, namesOfTranscription, safeRecordingName } from '../names/recordingName.js';
import type { SoundObject } from '../soundObject.js';
import { recogniseRecording } from './audioFile.js';
import { type NewAudio, planAudio } from './planAudio.js';
import { readRecordingBytes, readRecordingFile } from './recordingFiles.js';

/** A recording that is checked and has a name, ready to be copied. */
export interface NewRecording {
  /** File name without its folder. */
  readonly name: string;
  /** Where it lies now; the bytes stay there, so that a hundred takes need no more memory than one. */
  readonly source: string;
  /** SHA-256 of the bytes that were checked. */
  readonly sha256: string;
  /** Whether it comes from the starter collection. */
  readonly isJoined?: boolean;
}

export interface RecordingsPlan {
  readonly recordings: readonly NewRecording[];
  readonly audio: readonly NewAudio[];
  /** Names of the object's recordings that were handed in once more, or whose audio was; without those that join. */
  readonly there: readonly string[];
  /** A line for whatever was left out or renamed. */
  readonly notes: readonly string[];
}

export interface PlanOptions {
  /** The object they go to, if it is there already. */
  readonly object?: SoundObject;
  /** Paths among them that come from the starter collection: nothing is said of their beats. */
  readonly joined?: readonly string[];
  /** What a person says of the beats of all others. */
  readonly hints?: BeatHints;
  /** Whether audio that is there already is to be transcribed once more. */
  readonly isAgain?: boolean;
  readonly signal?: AbortSignal;
  /** Called with how far an audio file is checked. */
  readonly onChecked?: (name: string, seconds: number) => void;
}

/**
 * Reads and checks recordings, MIDI and audio, and finds a name for each: one that the object knows
 * already is left out, one whose name is taken by another file gets a number.
 *
 * @throws MirrorError `input`, opened by the path, for the first that cannot be used; `aborted` when the
 *   signal fires
 */
export async function planRecordings(
  paths: readonly string[],
  options: PlanOptions = {},
): Promise<RecordingsPlan> {
  const { object, joined = [], signal } = options;
  const known = await knownRecordings(object);
  const taken = await takenNames(object);
  const recordings: NewRecording[] = [];
  const audio: NewAudio[] = [];
  const there: string[] = [];
  const notes: string[] = [];
  for (const source of paths) {
    throwIfAborted(signal);
    if ((await recogniseRecording(source)) === 'audio') {
      const planned = await planAudio(source, { ...options, known, taken });
      notes.push(...planned.notes);
      if (planned.audio !== undefined) audio.push(planned.audio);
      if (planned.there !== undefined) there.push(planned.there);
      continue;
    }
    const { recording, skipped } = await readRecordingFile(source);
    const { sha256 } = recording;
    const twin = known.get(sha256);
    if (twin !== undefined) {
      notes.push(`${recording.name}: already there as ${twin}, not copied again`);
      if (!joined.includes(source)) there.push(twin);
      continue;
    }
    const name = freeName(safeRecordingName(recording.name), taken);
    if (name !== recording.name) notes.push(`${recording.name}: kept as ${name}`);
    notes.push(...skipped);
    known.set(sha256, name);
    taken.add(name.toLowerCase());
    const isJoined = joined.includes(source);
    recordings.push({ name, source, sha256, ...(isJoined && { isJoined }) });
  }
  return { recordings, audio, there, notes };
}

/** SHA-256 → file name, the first by name where several files are the same. */
async function knownRecordings(object: SoundObject | undefined): Promise<Map<string, string>> {
  const known = new Map<string, string>();
  for (const { name, path } of object?.recordings ?? []) {
    const sha256 = sha256Of(await readRecordingBytes(path));
    if (!known.has(sha256)) known.set(sha256, name);
  }
  return known;
}

/** The names of all that lies among the object's recordings, and those that transcriptions of its audio would have, in small letters. */
async function takenNames(object: SoundObject | undefined): Promise<Set<string>> {
  if (object === undefined) return new Set();
  const entries = await listEntries(join(object.folder, 'recordings'));
  const names = [
    ...entries.map(({ name }) => name.normalize('NFC')),
    ...object.audioFiles.flatMap(({ name }) => namesOfTranscription(name)),
  ];
  return new Set(names.map((name) => name.toLowerCase()));
}
