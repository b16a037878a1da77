import { throwIfAborted } from '../errors.js';
import { yieldToEventLoop } from '../yieldToEventLoop.js';
import { cutWindows, type Window } from './cutWindows.js';
import { decodeNotes } from './decodeNotes.js';
import { mergeVibrato } from './mergeVibrato.js';
import { joinPosteriorgrams, type Posteriorgrams, withoutMargins } from './posteriorgrams.js';
import type { TranscribedNote, TranscribedStretch } from './transcribedStretch.js';
import type { Transcriber } from './transcriber.js';
import {
  FRAME_SECONDS,
  HOP_SAMPLES,
  KEPT_FRAMES,
  MARGIN_FRAMES,
  TRANSCRIPTION_SAMPLE_RATE_HZ,
  WINDOW_SAMPLES,
  WINDOW_STEP_SAMPLES,
  windowStart,
} from './windows.js';

export interface TranscriptionOptions {
  /** Where to go on: the `toSeconds` of an earlier stretch. Samples before it are handed in and passed over. */
  readonly fromSeconds?: number;
  /** Where the samples begin in the recording, if not with it: at the latest where `soundOf` the stretch does. */
  readonly fromSample?: number;
  readonly signal?: AbortSignal | undefined;
  /** Called with each stretch before it is given. */
  readonly onStretch?: ((stretch: TranscribedStretch) => void) | undefined;
}

/** A stretch is 24 windows, 39.6 s. */
const STRETCH_WINDOWS = 24;
export const STRETCH_SECONDS = STRETCH_WINDOWS * KEPT_FRAMES * FRAME_SECONDS;

/** Windows transcribed before and after a stretch, 9.9 s, for the notes that reach across its edges. */
const WINDOWS_BEFORE = 6;
const WINDOWS_AFTER = 6;

/**
 * Transcribes a recording of any length, stretch after stretch; memory does not grow with it.
 *
 * A stretch depends on the sound from 10.2 s before it to 10.2 s after it and on nothing else, so one that is gone
 * on with at the end of another is the same as without a stop.
 *
 * @param samples mono, 22,050 Hz, −1 to 1, in chunks of any lengths
 * @throws MirrorError `aborted` when the signal fires
 */
export async function* transcribe(
  transcriber: Transcriber,
  samples: AsyncIterable<Float32Array>,
  { fromSeconds = 0, fromSample, signal, onStretch }: TranscriptionOptions = {},
): AsyncGenerator<TranscribedStretch> {
  let stretch = stretchAt(fromSeconds);
  const transcribed = new Map<number, TranscribedWindow>();
  const decode = (recordingSeconds: number): TranscribedStretch => {
    const decoded = decodeStretch(stretch, transcribed, recordingSeconds);
    stretch++;
    for (const index of transcribed.keys())
      if (index < firstWindowOf(stretch)) transcribed.delete(index);
    onStretch?.(decoded);
    return decoded;
  };
  let recordingSeconds = 0;
  const fromWindow = Math.max(0, firstWindowOf(stretch));
  for await (const window of cutWindows(samples, { fromWindow, fromSample, signal })) {
    throwIfAborted(signal);
    transcribed.set(window.index, await transcribeWindow(transcriber, window));
    // The network holds this thread.
    await yieldToEventLoop(signal);
    recordingSeconds = window.knownSamples / TRANSCRIPTION_SAMPLE_RATE_HZ;
    if (window.index === lastWindowOf(stretch)) {
      yield decode(Number.POSITIVE_INFINITY);
    }
  }
  while (beginsWithin(stretch, recordingSeconds)) yield decode(recordingSeconds);
}

/** How many stretches a recording of so many samples has. */
export function stretchesOf(sampleCount: number): number {
  const seconds = sampleCount / TRANSCRIPTION_SAMPLE_RATE_HZ;
  let count = Math.floor(seconds / STRETCH_SECONDS);
  while (beginsWithin(count, seconds)) count++;
  return count;
}

/** The samples of a recording that some stretches depend on: from `first` to before `end`, which may lie beyond the recording's. */
export function soundOf(
  firstStretch: number,
  stretchCount: number,
): { readonly first: number; readonly end: number } {
  return {
    first: Math.max(0, windowStart(firstWindowOf(firstStretch))),
    end: windowStart(lastWindowOf(firstStretch + stretchCount - 1)) + WINDOW_SAMPLES,
  };
}

function beginsWithin(stretch: number, recordingSeconds: number): boolean {
  return stretch * STRETCH_SECONDS < recordingSeconds;
}

/** The stretch that begins at a place, give or take a frame, or holds it. */
function stretchAt(seconds: number): number {
  return Math.floor((seconds + FRAME_SECONDS) / STRETCH_SECONDS);
}

function firstWindowOf(stretch: number): number {
  return stretch * STRETCH_WINDOWS - WINDOWS_BEFORE;
}

function lastWindowOf(stretch: number): number {
  return (stretch + 1) * STRETCH_WINDOWS + WINDOWS_AFTER - 1;
}

/** Half a step of 16 bits: a window that never exceeds it is silent, and the network need not run. */
const SILENCE = 2 ** -16;

/** What is kept of a window until its stretches are done. */
interface TranscribedWindow {
  readonly posteriorgrams: Posteriorgrams;
  /** The samples of the kept frames; frame 0 is centred on the first. */
  readonly samples: Float32Array;
}

async function transcribeWindow(
  { network }: Transcriber,
  { samples }: Window,
): Promise<TranscribedWindow> {
  const isSilent = samples.every((sample) => Math.abs(sample) < SILENCE);
  const first = MARGIN_FRAMES * HOP_SAMPLES;
  return {
    posteriorgrams: withoutMargins(isSilent ? undefined : await network.run(samples)),
    samples: samples.slice(first, first + WINDOW_STEP_SAMPLES),
  };
}

function decodeStretch(
  stretch: number,
  transcribed: ReadonlyMap<number, TranscribedWindow>,
  recordingSeconds: number,
): TranscribedStretch {
  const fromSeconds = stretch * STRETCH_SECONDS;
  const endSeconds = (stretch + 1) * STRETCH_SECONDS;
  const windows = [...transcribed.values()];
  const firstSeconds = Math.min(...transcribed.keys()) * KEPT_FRAMES * FRAME_SECONDS;
  const decoded = decodeNotes(
    joinPosteriorgrams(windows.map(({ posteriorgrams }) => posteriorgrams)),
    {
      firstSeconds,
    },
  );
  const notes = mergeVibrato(decoded, {
    samples: joinSamples(windows.map(({ samples }) => samples)),
    firstSeconds,
  });
  return {
    fromSeconds,
    toSeconds: Math.min(endSeconds, recordingSeconds),
    notes: notes
      .filter(({ startSeconds }) => startSeconds >= fromSeconds && startSeconds < endSeconds)
      .filter(({ startSeconds }) => startSeconds < recordingSeconds)
      .sort(byStart),
  };
}

function joinSamples(parts: readonly Float32Array[]): Float32Array {
  const joined = new Float32Array(parts.length * WINDOW_STEP_SAMPLES);
  for (const [i, part] of parts.entries()) joined.set(part, i * WINDOW_STEP_SAMPLES);
  return joined;
}

function byStart(a: TranscribedNote, b: TranscribedNote): number {
  return a.startSeconds - b.startSeconds || a.pitch - b.pitch;
}
