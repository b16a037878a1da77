import { basename } from 'node:path';
import { checkHints } from './beats/beatHints.js';
import type { BeatHints, Beats } from './beats/beats.js';
import { checkArguments, checkOptions } from './checks/checkOptions.js';
import {
  aboutAudio,
  type RecordingKind,
  recogniseRecording,
  streamAudioFile,
} from './collection/recordings/audioFile.js';
import { readTake } from './collection/recordings/recordingFiles.js';
import {
  type AudioTranscriber,
  TRANSCRIBER_RULE,
} from './collection/recordings/transcribeNewAudio.js';
import { createAudioTranscriber } from './createAudioTranscriber.js';
import { MirrorError } from './errors.js';
import type { TimeSignature } from './music/time.js';

export interface FindFileBeatsOptions {
  /** What a person says of the beats. */
  readonly hints?: BeatHints | undefined;
  /** What audio is transcribed with. Hand in the same for many files: left out, each call loads the network anew. */
  readonly audioTranscriber?: AudioTranscriber | undefined;
  /** Called with a line for each thing of the file that was put right or left out. */
  readonly onNotice?: ((line: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

const FILE_BEATS_RULES = {
  hints: 'record',
  audioTranscriber: TRANSCRIBER_RULE,
  onNotice: 'function',
  signal: 'signal',
} as const;

/** Where the beats of a file lie, and how that is known. */
export interface FileBeats {
  /** What the file is, by its bytes. */
  readonly kind: RecordingKind;
  /** Seconds from the start of the file; of a free recording, tempo and metre are null and there are no beats. */
  readonly beats: Beats;
  /** Whether they are the recording's own: a MIDI file that was played to a click, or written. */
  readonly isOwnGrid: boolean;
  /** Whether it has a grid of its own, and a hint counts more. */
  readonly overridesGrid: boolean;
  /** Those of a MIDI file on its own grid that has several, in order; its beats are counted in the one that holds longest. */
  readonly timeSignatures?: readonly TimeSignature[];
  /** What a person says of the beats: now, or earlier of a recording in a collection. */
  readonly hints: BeatHints;
}

/**
 * Finds where the beats of a recording on the disk lie, MIDI or audio; nothing is written. Audio is transcribed
 * first. Of a recording in a collection, what was said and found of its beats before counts too.
 *
 * @param path of a MIDI file or of audio in any format that `addObject` takes
 * @throws MirrorError `usage` for what is no path, for hints that cannot be, and for an option of another type or of
 *   no known name; `input`, opened by the path, for a file that is no recording, cannot be read, or in which no notes
 *   are found; `environment` if no backend answers; `aborted` when the signal fires
 * @example (await findFileBeats('memo.m4a', { hints: { tempoBpm: 76 } })).beats.downbeats // [1.3, 4.46, …]
 */
export async function findFileBeats(
  path: string,
  options: FindFileBeatsOptions = {},
): Promise<FileBeats> {
  checkOptions('findFileBeats', options, FILE_BEATS_RULES);
  checkArguments({ path }, { path: 'string' });
  checkHints(options.hints ?? {});
  return (await recogniseRecording(path)) === 'MIDI'
    ? readMidiBeats(path, options)
    : transcribeBeats(path, options);
}

async function readMidiBeats(
  path: string,
  { hints, onNotice }: FindFileBeatsOptions,
): Promise<FileBeats> {
  const file = { name: basename(path), path };
  const take = await readTake(file, { hints, kept: 'read', onSkipped: onNotice });
  const { beats, isOwnGrid, overridesGrid, hints: said } = take.beats;
  const { timeSignatures } = take.beats.performance;
  return {
    kind: 'MIDI',
    beats,
    isOwnGrid,
    overridesGrid,
    ...(isOwnGrid && timeSignatures && { timeSignatures }),
    hints: said,
  };
}

async function transcribeBeats(
  path: string,
  {
    hints = {},
    audioTranscriber = createAudioTranscriber(),
    onNotice,
    signal,
  }: FindFileBeatsOptions,
): Promise<FileBeats> {
  const name = basename(path);
  let found: Beats | undefined;
  const transcribed = audioTranscriber.transcribe(streamAudioFile(path, { signal }), {
    name,
    transcribed: [],
    onStretch: async ({ toSeconds: seconds }) =>
      audioTranscriber.onProgress?.({ name, stage: 'transcribed', seconds }),
    onNotice: (line) => onNotice?.(line),
    hints,
    onBeats: (beats) => {
      found = beats;
    },
    signal,
  });
  await transcribed.catch((error: unknown) => {
    throw error instanceof MirrorError ? aboutAudio(path, error) : error;
  });
  if (found === undefined) {
    throw new MirrorError(
      'usage',
      'Expected `transcribe` to call `onBeats` but it did not. Hand in `audioTranscriber: createAudioTranscriber()`.',
    );
  }
  return { kind: 'audio', beats: found, isOwnGrid: false, overridesGrid: false, hints };
}
