import { sha256Of } from '../checksum.js';
import { throwIfAborted } from '../errors.js';
import { readRecordingBytes, readRecordingFile } from './recordingFiles.js';
import { freeName, safeRecordingName } from './recordingName.js';
import type { SoundObject } from './soundObject.js';

/** A recording that is checked and has a name, ready to be copied. */
export interface NewRecording {
  /** File name without its folder. */
  readonly name: string;
  /** Where it lies now; the bytes stay there, so that a hundred takes need no more memory than one. */
  readonly source: string;
  /** SHA-256 of the bytes that were checked. */
  readonly sha256: string;
}

/**
 * Reads and checks recordings and finds a name for each: one that the object knows already is left
 * out, one whose name is taken by another file gets a number.
 *
 * @param options.object the object they go to, if it is there already
 * @returns `notes`: a line for whatever was left out or renamed
 * @throws MirrorError `input`, opened by the path, for the first that cannot be used; `aborted` when the
 *   signal fires
 */
export async function planRecordings(
  paths: readonly string[],
  { object, signal }: { readonly object?: SoundObject; readonly signal?: AbortSignal } = {},
): Promise<{ recordings: NewRecording[]; notes: string[] }> {
  const known = await knownRecordings(object);
  const taken = takenNames(object);
  const recordings: NewRecording[] = [];
  const notes: string[] = [];
  for (const source of paths) {
    throwIfAborted(signal);
    const { recording, skipped } = await readRecordingFile(source);
    const { sha256 } = recording;
    const twin = known.get(sha256);
    if (twin !== undefined) {
      notes.push(`${recording.name}: already there as ${twin}, not copied again`);
      continue;
    }
    const name = freeName(safeRecordingName(recording.name), taken);
    if (name !== recording.name) notes.push(`${recording.name}: kept as ${name}`);
    notes.push(...skipped);
    known.set(sha256, name);
    taken.add(name.toLowerCase());
    recordings.push({ name, source, sha256 });
  }
  return { recordings, notes };
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

/** The names of all files of the object, recordings or not, in small letters. */
function takenNames(object: SoundObject | undefined): Set<string> {
  const names = [
    ...(object?.recordings ?? []).map(({ name }) => name),
    ...(object?.otherFiles ?? []),
  ];
  return new Set(names.map((name) => name.toLowerCase()));
}
