import type { BeatHints, Beats } from '../beats/beats.js';
import { MirrorError } from '../errors.js';
import type { HeardStretch } from '../transcription/heard.js';
import { aboutFile } from './aboutFile.js';
import { sha256OfFile, streamAudioFile } from './audioFile.js';
import { type HearingWork, openHearingWork } from './hearingWork.js';
import type { NewAudio } from './planAudio.js';
import { lowestExisting } from './writeFileAtomically.js';

/**
 * Makes a MIDI file of audio. Handed in by whoever adds recordings: the network that it takes is no
 * business of the disk's.
 *
 * @param bytes what `decodeAudio` takes
 * @param options.heard what an earlier call heard of it, from its beginning on
 * @param options.onStretch hears each stretch that follows, and is waited for
 * @param options.hints what a person says of its beats
 * @param options.onBeats hears which beats are the MIDI file's tempo map
 * @param options.onNotice called with a line about the audio that a person should know
 */
export type TranscribeAudio = (
  bytes: AsyncIterable<Uint8Array>,
  options: {
    readonly name: string;
    readonly heard: readonly HeardStretch[];
    readonly onStretch: (stretch: HeardStretch) => Promise<void>;
    readonly hints?: BeatHints;
    readonly onBeats?: (beats: Beats) => void;
    readonly onNotice: (line: string) => void;
    readonly signal?: AbortSignal;
  },
) => Promise<Uint8Array>;

/** How far the listening to one recording is, in seconds of its sound. */
export interface HearingProgress {
  readonly name: string;
  /** It is decoded once to find its faults and its length, then heard. */
  readonly stage: 'checked' | 'heard';
  readonly seconds: number;
  /** Undefined where its length is not known yet. */
  readonly totalSeconds?: number;
}

/** Who listens to audio, and who watches. */
export interface Hearing {
  readonly transcribe: TranscribeAudio;
  readonly onProgress?: (progress: HearingProgress) => void;
  /** Hears of work that an earlier call left and that goes on now. */
  readonly onResumed?: (progress: HearingProgress) => void;
}

/** Audio with its transcription, not yet written. */
export interface HeardAudio extends NewAudio {
  readonly midi: Uint8Array;
  /** What its tempo map was made of; undefined where `onBeats` was not called. */
  readonly beats: Beats | undefined;
  /** What a person should know of the audio, a line each. */
  readonly notices: readonly string[];
}

/**
 * Has audio transcribed, one file after another. What is heard is kept below the home as it comes, so that
 * a call that is stopped, or crashes, is gone on with by the next.
 *
 * @returns `forget`, which takes that work away once the transcriptions are written
 * @throws MirrorError `input`, opened by the path, for a file in which nothing is heard, whose work is taken
 *   away; `aborted` when the signal fires, which leaves all work as it is
 */
export async function hearAudio(
  audio: readonly NewAudio[],
  options: { readonly home: string; readonly hearing: Hearing; readonly signal?: AbortSignal },
): Promise<{ heard: HeardAudio[]; forget: () => Promise<void> }> {
  const { home } = options;
  const keptFolder = await lowestExisting(home);
  const heard: HeardAudio[] = [];
  const works: HearingWork[] = [];
  for (const each of audio) {
    const work = await openHearingWork(home, { sha256: each.sha256, keptFolder });
    try {
      heard.push({ ...each, ...(await hearOne(each, { ...options, work })) });
      works.push(work);
    } catch (error) {
      if (!(error instanceof MirrorError) || error.code !== 'input') throw error;
      await work.remove();
      throw aboutFile(each.source, withKept(error, heard));
    }
  }
  const forget = async () => {
    for (const work of works) await work.remove();
  };
  return { heard, forget };
}

async function hearOne(
  { name, source, sha256, seconds: totalSeconds, hints }: NewAudio,
  {
    hearing: { transcribe, onProgress, onResumed },
    work,
    signal,
  }: { readonly hearing: Hearing; readonly work: HearingWork; readonly signal?: AbortSignal },
): Promise<Pick<HeardAudio, 'midi' | 'beats' | 'notices'>> {
  let beats: Beats | undefined;
  const notices: string[] = [];
  const at = (seconds: number) => ({ name, stage: 'heard', seconds, totalSeconds }) as const;
  const before = work.heard.at(-1)?.toSeconds ?? 0;
  if (before > 0) onResumed?.(at(before));
  onProgress?.(at(before));
  const midi = await transcribe(streamAudioFile(source, { signal }), {
    name,
    heard: work.heard,
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

/** What was heard of the others took its time and stays for the next call. */
function withKept(error: MirrorError, heard: readonly HeardAudio[]): MirrorError {
  if (heard.length === 0) return error;
  const names = heard.map(({ name }) => name).join(', ');
  return new MirrorError(
    error.code,
    `${error.message} What was heard of ${names} is kept for when you add it without this one.`,
    { cause: error },
  );
}
