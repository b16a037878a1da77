import { parse } from 'node:path';
import { readRecordingBytes, readRecordingFile, sha256Of } from './recordingFiles.js';
import type { SoundObject } from './soundObject.js';

/** A recording that is checked and has a name, ready to be written. */
export interface NewRecording {
  /** File name without its folder. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Characters that some file system refuses, or that would steer a terminal. */
const UNSAFE_CHARACTERS = /[/\\:*?"<>|]|[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/**
 * Reads and checks recordings and finds a name for each: one that the object knows already is left
 * out, one whose name is taken by another recording gets a number.
 *
 * @param object the object they go to, if it is there already
 * @returns `notes`: a line for whatever was left out or renamed
 * @throws MirrorError `input`, opened by the path, for the first that cannot be used
 */
export async function planRecordings(
  paths: readonly string[],
  object?: SoundObject,
): Promise<{ recordings: NewRecording[]; notes: string[] }> {
  const known = await knownRecordings(object);
  const taken = new Set([...known.values()].map((name) => name.toLowerCase()));
  const recordings: NewRecording[] = [];
  const notes: string[] = [];
  for (const path of paths) {
    const { recording, bytes, skipped } = await readRecordingFile(path);
    const twin = known.get(recording.sha256);
    if (twin !== undefined) {
      notes.push(`${recording.name}: already there as ${twin}, not copied again`);
      continue;
    }
    const name = freeName(safeName(recording.name), taken);
    if (name !== recording.name) notes.push(`${recording.name}: kept as ${name}`);
    notes.push(...skipped);
    known.set(recording.sha256, name);
    taken.add(name.toLowerCase());
    recordings.push({ name, bytes });
  }
  return { recordings, notes };
}

/** SHA-256 → file name. */
async function knownRecordings(object: SoundObject | undefined): Promise<Map<string, string>> {
  const known = new Map<string, string>();
  for (const { name, path } of object?.recordings ?? []) {
    known.set(sha256Of(await readRecordingBytes(path)), name);
  }
  return known;
}

/** A name that every system can keep, is not hidden, and says that the file is MIDI. */
function safeName(name: string): string {
  const safe = name.replace(UNSAFE_CHARACTERS, '-').replace(/^\.+/, '');
  return /.\.midi?$/i.test(safe) ? safe : `${safe || 'recording'}.mid`;
}

/** `take.mid`, or `take-2.mid`, `take-3.mid` … where that is taken; capitals make no difference. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  const { name: stem, ext } = parse(name);
  let free = name;
  for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${stem}-${number}${ext}`;
  return free;
}
