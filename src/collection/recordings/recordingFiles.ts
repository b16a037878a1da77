import { basename, join, parse } from 'node:path';
import { checkArguments, checkOptions, type OptionResult } from '../../checks/checkOptions.js';
import { MirrorError, throwIfAborted } from '../../errors.js';
import { sha256Of } from '../../files/checksum.js';
import { aboutFile } from '../../files/disk/aboutFile.js';
import { assertInsideRoot } from '../../files/disk/assertInsideRoot.js';
import { listEntries } from '../../files/disk/listEntries.js';
import { isRegularFile } from '../../files/disk/pathChecks.js';
import { readRegularFile } from '../../files/disk/readRegularFile.js';
import type { Performance } from '../../music/phrase.js';
import { MAX_MIDI_BYTES } from '../../recordings/midiFile.js';
import { readRecording } from '../../recordings/readRecording.js';
import { byName } from '../names/byName.js';
import { AUDIO_ENDING, isOlderTranscription, MIDI_ENDING } from '../names/recordingName.js';
import type { RecordingFile, SoundObject } from '../soundObject.js';
import { shellWord } from '../training/trainCommand.js';
import { isBeatsFileName } from './beatsFile.js';
import {
  keptHints,
  recordingChecksum,
  type TakeBeats,
  type TakeOptions,
  takeBeats,
} from './takeBeats.js';

/** A recording read whole, on its beats, with the sum that tells later whether it has changed. */
export interface NamedRecording {
  /** File name without its folder. */
  readonly name: string;
  /** SHA-256 of the file's bytes, joined with what a person said of its beats, if anything; 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  readonly performance: Performance;
}

/** A recording that a training or a judgement is given. */
export const RECORDING_RULE: OptionResult = {
  givenBy: 'streamRecordings(object)',
  fields: ['name', 'sha256', 'performance'],
};

/** A recording with what is known of its beats. */
export interface LaidRecording extends NamedRecording {
  readonly beats: TakeBeats;
}

/** How recordings are read. */
export interface ReadingOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called with a line for everything that is left out of the recordings. */
  readonly onSkipped?: ((line: string) => void) | undefined;
}

const READING_RULES = { signal: 'signal', onSkipped: 'function' } as const;

const OBJECT_RULE: OptionResult = {
  givenBy: "findObject(collection, 'clock')",
  fields: ['recordings', 'audioFiles', 'otherFiles'],
};

/**
 * An object's recordings, one after another: a caller that keeps none of them goes through hundreds in the
 * memory of one. Each loop over them reads them anew.
 *
 * @throws MirrorError `usage` for what is no object of a collection, and for an option of another type or of no known
 *   name; `input`, opened by the file's path, for the first that cannot be used; `aborted` when the signal fires
 */
export function streamRecordings(
  object: SoundObject,
  options: ReadingOptions = {},
): AsyncIterable<LaidRecording> {
  checkOptions('streamRecordings', options, READING_RULES);
  checkArguments({ object }, { object: OBJECT_RULE });
  return { [Symbol.asyncIterator]: () => readOneByOne(object, options) };
}

async function* readOneByOne(
  object: SoundObject,
  { signal, onSkipped }: ReadingOptions,
): AsyncGenerator<LaidRecording> {
  for (const name of object.otherFiles) {
    onSkipped?.(`${name}: not learned from, because it is neither MIDI nor audio`);
  }
  for (const line of untranscribedLines(object)) onSkipped?.(line);
  for (const file of object.recordings) {
    throwIfAborted(signal);
    yield readTake(file, {
      kept: object.shelf === 'home' ? 'written' : 'ignored',
      onSkipped,
    });
  }
}

/**
 * One of an object's recordings on its beats, which are found and kept beside it unless they are there already;
 * throws as `streamRecordings` does, and, if hints cannot be kept, `input` or `environment`.
 */
export async function readTake(
  { name, path }: RecordingFile,
  options: TakeOptions,
): Promise<LaidRecording> {
  const { recording, whole, skipped } = await readRecordingFile(path);
  for (const line of skipped) options.onSkipped?.(line);
  const { sha256 } = recording;
  const beats = await takeBeats(path, { ...options, recording: whole, sha256 });
  return { name, sha256: beats.checksum, performance: beats.performance, beats };
}

/**
 * The sum that `streamRecordings` gives of a recording, without reading its notes.
 *
 * @throws MirrorError `input`, opened by the path, for a file that cannot be read
 */
export async function checksumOfTake(
  { path }: RecordingFile,
  { shelf }: Pick<SoundObject, 'shelf'>,
): Promise<string> {
  const sha256 = sha256Of(await readRecordingBytes(path));
  return recordingChecksum(sha256, shelf === 'home' ? await keptHints(path) : {});
}

/**
 * All of an object's recordings at once, and a line for everything that is left out of them.
 *
 * @throws as `streamRecordings` does
 */
export async function readRecordings(
  object: SoundObject,
  options: Pick<ReadingOptions, 'signal'> = {},
): Promise<{ recordings: LaidRecording[]; skipped: string[] }> {
  checkOptions('readRecordings', options, { signal: 'signal' });
  const { signal } = options;
  const recordings: LaidRecording[] = [];
  const skipped: string[] = [];
  const onSkipped = (line: string) => skipped.push(line);
  for await (const recording of streamRecordings(object, { signal, onSkipped })) {
    recordings.push(recording);
  }
  return { recordings, skipped };
}

/** One recording on its file's own grid, wherever it lies, with its bytes; throws as `streamRecordings` does. */
export async function readRecordingFile(path: string) {
  const bytes = await readRecordingBytes(path);
  const name = basename(path).normalize('NFC');
  try {
    const whole = readRecording(bytes, name);
    const { performance, skipped } = whole;
    return {
      recording: { name, sha256: sha256Of(bytes), performance },
      whole,
      bytes,
      skipped: skipped.map((reason) => `${name}: ${reason}`),
    };
  } catch (error) {
    throw error instanceof MirrorError ? aboutFile(path, error) : error;
  }
}

/** Bytes of a file that is small enough to be a recording. */
export function readRecordingBytes(path: string): Promise<Uint8Array> {
  return readRegularFile(path, { what: 'a MIDI recording', mostBytes: MAX_MIDI_BYTES });
}

/** What lies in an object's folder of recordings, each list in order of the names. */
type ListedRecordings = Pick<SoundObject, 'recordings' | 'audioFiles' | 'otherFiles'>;

/**
 * The recordings in a folder of the collection `root`, MIDI and audio, and the names of the other files there. Passed over are
 * hidden files, which are the system's own, and ours: what is known of beats, and older transcriptions. A missing folder holds nothing.
 *
 * @throws MirrorError `input` for a link that leads out of the collection
 */
export async function listRecordings(folder: string, root: string): Promise<ListedRecordings> {
  const recordings: RecordingFile[] = [];
  const audio: RecordingFile[] = [];
  const otherFiles: string[] = [];
  // A missing folder is an object without recordings yet.
  const entries = await listEntries(folder);
  for (const entry of entries.filter(({ name }) => !isPassedOver(name))) {
    const path = join(folder, entry.name);
    if (entry.isSymbolicLink()) await assertInsideRoot(path, root);
    const isFile = entry.isFile() || (entry.isSymbolicLink() && (await isRegularFile(path)));
    const name = entry.name.normalize('NFC');
    if (isFile && MIDI_ENDING.test(name)) recordings.push({ name, path });
    else if (isFile && AUDIO_ENDING.test(name)) audio.push({ name, path });
    else otherFiles.push(name);
  }
  const audioFiles = audio.map((file) => ({
    ...file,
    transcription: recordings.find(({ name }) => foldStem(name) === foldStem(file.name))?.name,
  }));
  return {
    recordings: recordings.sort((a, b) => byName(a.name, b.name)),
    audioFiles: audioFiles.sort((a, b) => byName(a.name, b.name)),
    otherFiles: otherFiles.sort(byName),
  };
}

function isPassedOver(name: string): boolean {
  return name.startsWith('.') || isBeatsFileName(name) || isOlderTranscription(name);
}

/** A line for each audio file without a transcription, and the command that makes it. */
export function untranscribedLines(object: SoundObject): string[] {
  checkArguments({ object }, { object: OBJECT_RULE });
  const { name: objectName, audioFiles } = object;
  return audioFiles
    .filter(({ transcription }) => transcription === undefined)
    .map(
      ({ name, path }) =>
        `${name}: not learned from, because it is not transcribed yet. Run \`mirror add ${shellWord(objectName)} ${shellWord(path)}\`.`,
    );
}

/** Equal for take.wav and Take.MID. */
function foldStem(name: string): string {
  return parse(name).name.toLowerCase();
}
