import { setImmediate } from 'node:timers/promises';
import { DEFAULT_DECODER_KIND, type DecoderKind } from './autoencoder/decoder.js';
import type { Collection } from './collection/collection.js';
import { readDecoder } from './collection/decoderStore.js';
import { readRecordings } from './collection/recordingFiles.js';
import type { SoundObject } from './collection/soundObject.js';
import { MirrorError, throwIfAborted } from './errors.js';
import type { LabelledFeatures } from './likeness/classStatistics.js';
import { type Judgement, judgeDecoder } from './likeness/judgeDecoder.js';
import { describePiece, trainListener } from './likeness/listener.js';
import { type OverallJudgement, overallJudgement } from './likeness/overallJudgement.js';
import { type Piece, toPiece } from './likeness/piece.js';

export const JUDGE_DEFAULTS = { draws: 16, seed: 1 } as const;

/** One object done, of one of the two rounds. */
export interface JudgeProgress {
  /** First all recordings are listened to, then the decoders are judged. */
  readonly round: 'listening' | 'judging';
  /** The object that comes next. */
  readonly object: string;
  /** Objects of this round that are done. */
  readonly done: number;
  readonly total: number;
}

export interface JudgeOptions {
  /** All objects that a listener could take a phrase for. */
  readonly collection: Collection;
  readonly kind?: DecoderKind;
  /** Phrases drawn from each decoder, 1 or more. */
  readonly draws?: number;
  /** Equal seeds give equal figures. */
  readonly seed?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: JudgeProgress) => void;
}

/** An object that could not be judged, and why. */
export interface UnjudgedObject {
  readonly object: string;
  /** Missing where it has no recordings or was never trained with that kind. */
  readonly error?: MirrorError;
}

export interface JudgedObjects {
  readonly judgements: readonly Judgement[];
  /** All of them together; null if none could be judged. */
  readonly overall: OverallJudgement | null;
  readonly unjudged: readonly UnjudgedObject[];
}

/**
 * Judges decoders by what they play: how like their recordings it is, in figures. Who listens knows the whole
 * collection; of all its music no more than one object's is held at a time.
 *
 * @throws MirrorError `aborted` when the signal fires
 */
export async function judgeObjects(
  objects: readonly SoundObject[],
  options: JudgeOptions,
): Promise<JudgedObjects> {
  const { kind = DEFAULT_DECODER_KIND, signal } = options;
  const { draws = JUDGE_DEFAULTS.draws, seed = JUDGE_DEFAULTS.seed } = options;
  const heard: LabelledFeatures[] = [];
  const unjudged: UnjudgedObject[] = [];
  await forEachObject(options.collection.objects, 'listening', options, async (object) => {
    const pieces = await orError(readPieces(object, signal));
    if (pieces instanceof MirrorError) {
      if (objects.includes(object)) unjudged.push({ object: object.name, error: pieces });
      return;
    }
    heard.push(...pieces.map((piece) => describePiece(object.name, piece)));
  });
  const names = new Set(heard.map(({ name }) => name));
  const listener = heard.length > 0 ? trainListener(heard) : undefined;
  const judgements: Judgement[] = [];
  await forEachObject(objects, 'judging', options, async (object) => {
    const { name } = object;
    if (unjudged.some((each) => each.object === name)) return;
    const decoder = await orError(readDecoder(object, kind));
    if (decoder instanceof MirrorError) unjudged.push({ object: name, error: decoder });
    else if (!decoder || !listener || !names.has(name)) unjudged.push({ object: name });
    else {
      const recordings = await readPieces(object, signal);
      judgements.push(judgeDecoder(decoder, { object: name, recordings, listener, draws, seed }));
    }
  });
  const overall = judgements.length > 0 ? overallJudgement(judgements) : null;
  return { judgements, overall, unjudged };
}

async function forEachObject(
  objects: readonly SoundObject[],
  round: JudgeProgress['round'],
  { signal, onProgress }: JudgeOptions,
  work: (object: SoundObject) => Promise<void>,
): Promise<void> {
  for (const [done, object] of objects.entries()) {
    onProgress?.({ round, object: object.name, done, total: objects.length });
    // A turn of the event loop, so that a signal or a progress bar gets through.
    await setImmediate();
    throwIfAborted(signal);
    await work(object);
  }
}

async function readPieces(object: SoundObject, signal?: AbortSignal): Promise<Piece[]> {
  const { recordings } = await readRecordings(object, { signal });
  return recordings.map(({ performance }) => toPiece(performance));
}

/** What was promised, or the error if it is one of ours that does not end everything. */
async function orError<Value>(promise: Promise<Value>): Promise<Value | MirrorError> {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof MirrorError && error.code !== 'aborted') return error;
    throw error;
  }
}
