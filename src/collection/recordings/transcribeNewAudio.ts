import type { BeatHints, Beats } from '../../beats/beats.js';
import type { OptionResult } from '../../checks/checkOptions.js';
import { MirrorError } from '../../errors.js';
import { aboutFile } from '../../files/disk/aboutFile.js';
import { lowestExisting } from '../../files/disk/writeFileAtomically.js';
import type { TranscribedStretch } from '../../transcription/transcribedStretch.js';
import { sha256OfFile, streamAudioFile } from './audioFile.js';
import type { NewAudio } from './planAudio.js';
import { openTranscriptionWork, type TranscriptionWork } from './transcriptionWork.js';

/**
 * Makes a MIDI file of audio. The caller that adds recordings hands it in, so that this room, which is about files,
 * does not load a network.
 *
 * @param bytes what `decodeAudio` takes
 * @param options.sha256 of the audio's file, by which a caller knows what it has transcribed already
 * @param options.transcribed what an earlier call transcribed of it, from its beginning on
 * @param options.onStretch called with each stretch that follows, and waited for
 * @param options.hints what a person says of its beats
 * @param options.onBeats called with the beats that are the MIDI file's tempo map
 * @param options.onNotice called with a line about the audio that a person should know
 */
export type TranscribeAudio = (
  bytes: AsyncIterable<Uint8Array>,
  options: {
    readonly name: string;
    readonly sha256?: string;
    readonly transcribed: readonly TranscribedStretch[];
    readonly onStretch: (stretch: TranscribedStretch) => Promise<void>;
    readonly hints?: BeatHints;
    readonly onBeats?: (beats: Beats) => void;
    readonly onNotice: (line: string) => void;
    readonly signal?: AbortSignal;
  },
) => Promise<Uint8Array>;

/** How far the transcription of one recording is, in seconds of its sound. */
export interface TranscriptionProgress {
  readonly name: string;
  /** It is decoded once to find its faults and its length, then transcribed. */
  readonly stage: 'checked' | 'transcribed';
  readonly seconds: number;
  /** Undefined where its length is not known yet. */
  readonly totalSeconds?: number;
}

/** Audio that is checked and about to be transcribed. */
export interface AudioToTranscribe {
  /** File name without its folder. */
  readonly name: string;
  /** Its path. */
  readonly source: string;
  /** Of the file's bytes. */
  readonly sha256: string;
  readonly seconds: number;
}

/** What makes MIDI of audio. */
export const TRANSCRIBER_RULE: OptionResult = {
  givenBy: 'createAudioTranscriber()',
  fields: ['transcribe'],
};

/** What `addObject` transcribes audio with, and the progress that it reports. */
export interface AudioTranscriber {
  /** Called once, before the first is transcribed, with all audio of the call: one that has others do the work hands it out here. */
  readonly prepare?: (
    audio: readonly AudioToTranscribe[],
    options: { readonly signal?: AbortSignal },
  ) => Promise<void>;
  readonly transcribe: TranscribeAudio;
  readonly onProgress?: ((progress: TranscriptionProgress) => void) | undefined;
  /** Called with the work that an earlier call left and that goes on now. */
  readonly onResumed?: ((progress: TranscriptionProgress) => void) | undefined;
}

/** Audio with its transcription, not yet written. */
export interface TranscribedAudio extends NewAudio {
  readonly midi: Uint8Array;
  /** What its tempo map was made of; undefined where `onBeats` was not called. */
  readonly beats: Beats | undefined;
  /** What a person should know of the audio, a line each. */
  readonly notices: readonly string[];
}

/**
 * Has audio transcribed, one file after another. What is transcribed is kept below the home as it comes, so that
 * a call that is stopped, or crashes, is gone on with by the next.
 *
 * @returns `forget`, which takes that work away once the transcriptions are written
 * @throws MirrorError `input`, opened by the path, for a file in which no notes are found, whose work is taken
 *   away; `aborted` when the signal fires, which leaves all work as it is
 */
export async function transcribeNewAudio(
  audio: readonly NewAudio[],
  options: {
    readonly home: string;
    readonly audioTranscriber: AudioTranscriber;
    readonly signal?: AbortSignal;
  },
): Promise<{ transcribed: TranscribedAudio[]; forget: () => Promise<void> }> {
  const { home } = options;
  const keptFolder = await lowestExisting(home);
  await options.audioTranscriber.prepare?.(audio, { signal: options.signal });
  const transcribed: TranscribedAudio[] = [];
  const works: TranscriptionWork[] = [];
  for (const each of audio) {
    const work = await openTranscriptionWork(home, { sha256: each.sha256, keptFolder });
    try {
      transcribed.push({ ...each, ...(await transcribeOne(each, { ...options, work })) });
      works.push(work);
    } catch (error) {
      if (!(error instanceof MirrorError) || error.code !== 'input') throw error;
      await work.remove();
      throw aboutFile(each.source, withKept(error, transcribed));
    }
  }
  const forget = async () => {
    for (const work of works) await work.remove();
  };
  return { transcribed, forget };
}

async function transcribeOne(
  { name, source, sha256, seconds: totalSeconds, hints }: NewAudio,
  {
    audioTranscriber: { transcribe, onProgress, onResumed },
    work,
    signal,
  }: {
    readonly audioTranscriber: AudioTranscriber;
    readonly work: TranscriptionWork;
    readonly signal?: AbortSignal;
  },
): Promise<Pick<TranscribedAudio, 'midi' | 'beats' | 'notices'>> {
  let beats: Beats | undefined;
  const notices: string[] = [];
  const at = (seconds: number) => ({ name, stage: 'transcribed', seconds, totalSeconds }) as const;
  const before = work.transcribed.at(-1)?.toSeconds ?? 0;
  if (before > 0) onResumed?.(at(before));
  onProgress?.(at(before));
  const midi = await transcribe(streamAudioFile(source, { signal }), {
    name,
    sha256,
    transcribed: work.transcribed,
    onStretch: async (stretch) => {
      await work.keep(stretch);
      onProgress?.(at(stretch.toSeconds));
    },
    onNotice: (line) => void notices.push(line),
    hints,
    onBeats: (found) => {
      beats = found;
    },
    signal,
  });
  // Work that was done on other bytes must not be taken for work on these.
  if ((await sha256OfFile(source, { signal })) === sha256) return { midi, beats, notices };
  throw new MirrorError(
    'input',
    'Expected a recording at rest but it changed meanwhile. Try again.',
  );
}

/** What was transcribed of the others took its time and stays for the next call. */
function withKept(error: MirrorError, transcribed: readonly TranscribedAudio[]): MirrorError {
  if (transcribed.length === 0) return error;
  const names = transcribed.map(({ name }) => name).join(', ');
  return new MirrorError(
    error.code,
    `${error.message} What was transcribed of ${names} is kept for when you add it without this one.`,
    { cause: error },
  );
}
