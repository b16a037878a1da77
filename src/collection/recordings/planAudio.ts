import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { joinHints } from '../../beats/beatHints.js';
import type { BeatHints } from '../../beats/beats.js';
import {
  freeAudioName,
  namesOfTranscription,
  olderTranscriptionName,
  safeAudioName,
  transcriptionName,
} from '../names/recordingName.js';
import type { AudioFile, SoundObject } from '../soundObject.js';
import { measureAudioFile, sha256OfFile } from './audioFile.js';
import type { NewRecording, PlanOptions } from './planRecordings.js';
import { keptHints } from './takeBeats.js';

/** Audio that is checked and has a name, and is still to be transcribed. */
export interface NewAudio extends NewRecording {
  readonly seconds: number;
  /** Under which its transcription is to stand beside it. */
  readonly midiName: string;
  /** The object holds the audio already, and only its transcription is to be written. */
  readonly isThere: boolean;
  /** Under which the transcription is kept that stands there now; undefined where there is none. */
  readonly olderName?: string;
  /** What a person says, or said of an older transcription, of its beats. */
  readonly hints: BeatHints;
}

/** What a plan knows so far; it grows with every recording. */
interface KnownNames {
  /** SHA-256 → file name. */
  readonly known: Map<string, string>;
  /** In small letters. */
  readonly taken: Set<string>;
}

/**
 * Checks audio, from beginning to end, and finds names for it and its transcription.
 *
 * @returns no `audio` where the object knows it already and has its transcription, whose name is `there`; unless it is to be
 *   transcribed again
 * @throws MirrorError as `planRecordings` does
 */
export async function planAudio(
  source: string,
  options: PlanOptions & KnownNames,
): Promise<{ audio?: NewAudio; there?: string; notes: string[] }> {
  const { object, known, taken, signal, onChecked, isAgain = false } = options;
  const givenName = basename(source).normalize('NFC');
  const sha256 = await sha256OfFile(source, { signal });
  const twin = await findTwin(source, { object, sha256 });
  const finished = known.get(sha256) ?? (!isAgain && twin?.transcription ? twin.name : undefined);
  if (finished !== undefined) {
    const notes = [`${givenName}: already there as ${finished}, not transcribed again`];
    return { ...(twin?.transcription && { there: twin.transcription }), notes };
  }
  const seconds = await measureAudioFile(source, {
    signal,
    onSeconds: (checked) => onChecked?.(givenName, checked),
  });
  if (twin !== undefined) {
    const { name, path, transcription } = twin;
    known.set(sha256, name);
    const midiName = transcription ?? transcriptionName(name);
    const olderName = transcription && olderTranscriptionName(transcription, taken);
    const hints = joinHints(await keptHints(join(dirname(path), midiName)), options.hints);
    const there = { name, source: path, sha256, seconds, midiName, isThere: true, hints };
    return { audio: { ...there, ...(olderName && { olderName }) }, notes: [] };
  }
  const { name, midiName } = freeAudioName(safeAudioName(givenName), taken);
  known.set(sha256, name);
  for (const each of [name.toLowerCase(), ...namesOfTranscription(name)]) taken.add(each);
  const notes = name === givenName ? [] : [`${givenName}: kept as ${name}`];
  const hints = joinHints(options.hints);
  return { audio: { name, source, sha256, seconds, midiName, isThere: false, hints }, notes };
}

/** The object's own copy of that audio; only what has its length is read. */
async function findTwin(
  source: string,
  { object, sha256 }: { readonly object: SoundObject | undefined; readonly sha256: string },
): Promise<AudioFile | undefined> {
  const { size } = await stat(source);
  for (const file of object?.audioFiles ?? []) {
    if ((await stat(file.path)).size === size && (await sha256OfFile(file.path)) === sha256) {
      return file;
    }
  }
  return undefined;
}
