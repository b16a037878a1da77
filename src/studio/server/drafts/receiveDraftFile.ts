import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  AUDIO_ENDING,
  freeName,
  MIDI_ENDING,
  safeAudioName,
  safeRecordingName,
} from '../../../collection/names/recordingName.js';
import { recogniseRecording } from '../../../collection/recordings/audioFile.js';
import { performanceSeconds } from '../../../index.js';
import type { DraftFileAnswer } from '../../protocol/objects.js';
import { readMidiTake } from '../objects/readMidiTake.js';
import { refusal } from '../refusal.js';
import { receiveFile } from '../uploads/receiveUpload.js';
import { type Draft, type DraftFile, whileAtWork } from './draft.js';
import { withoutFolder } from './withoutFolder.js';

/** Three hours of sound as a recorder writes it: WAV, stereo, 24 bits at 48 kHz, have 3.1 GB. */
const MOST_FILE_BYTES = 4e9;

/** Of all files of a draft. */
const MOST_DRAFT_BYTES = 8e9;

/** More than anybody plays about one thing. */
const MOST_FILES = 2000;

/** At a time, for one draft. */
const MOST_UPLOADS = 6;

/**
 * Receives a recording into a draft, under a name that every system can keep; one that is no recording leaves nothing.
 *
 * @param name as the page gives it; folders in it are left out
 * @throws HTTPException 413 for what is too large or too much, 429 for too many uploads at a time; MirrorError `input`, opened by the
 *   file's name, for what is no recording, `aborted` where the sender goes away
 */
export async function receiveDraftFile(
  draft: Draft,
  { request, name }: { readonly request: Request; readonly name: string },
): Promise<DraftFileAnswer> {
  const { work, files, folder } = draft;
  if (files.size >= MOST_FILES) throw refusal(413, `at most ${MOST_FILES} recordings at a time`);
  if (work.uploads >= MOST_UPLOADS) throw refusal(429, 'too many files are on their way; wait');
  work.uploads++;
  const incoming = join(folder, `incoming-${++work.received}`);
  try {
    return await whileAtWork(draft, async () => {
      await mkdir(incoming, { mode: 0o700 });
      return await receive(draft, { request, path: join(incoming, safeName(name)) });
    });
  } catch (error) {
    if (draft.removal.signal.aborted) throw refusal(404, 'these recordings are not there any more');
    throw withoutFolder(error, incoming);
  } finally {
    work.uploads--;
    await rm(incoming, { recursive: true, force: true });
  }
}

async function receive(
  { folder, files, removal }: Draft,
  { request, path }: { readonly request: Request; readonly path: string },
): Promise<DraftFileAnswer> {
  const before = [...files.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  const mostBytes = Math.min(MOST_FILE_BYTES, Math.max(0, MOST_DRAFT_BYTES - before));
  await receiveFile(request, path, { mostBytes, what: 'a recording' });
  const { size: bytes } = await stat(path);
  const kind = await recogniseRecording(path);
  // What is wrong with MIDI is known at once, with audio when it is transcribed.
  const take = kind === 'MIDI' ? await readMidiTake(path, removal.signal) : undefined;
  const safe = (kind === 'MIDI' ? safeRecordingName : safeAudioName)(safeName(path));
  const taken = new Set([...files.keys()].map((each) => each.toLowerCase()));
  const name = freeName(safe, taken);
  const file: DraftFile = {
    name,
    path: join(folder, name),
    kind,
    bytes,
    removal: new AbortController(),
  };
  // Before anything is waited for: another upload may want the name.
  files.set(name, file);
  await rename(path, file.path).catch((error: unknown) => {
    files.delete(name);
    throw error;
  });
  return {
    name,
    kind: kind === 'MIDI' ? 'midi' : 'audio',
    bytes,
    seconds: take ? performanceSeconds(take.performance) : null,
  };
}

/** The last part of a name, as every system can keep it; an ending stays, whatever it is. */
function safeName(given: string): string {
  const name = given.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  if (MIDI_ENDING.test(name)) return safeRecordingName(name);
  return AUDIO_ENDING.test(name) ? safeAudioName(name) : safeAudioName(name).slice(0, -6);
}
