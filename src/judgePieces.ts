import { checkArguments, checkOptions } from './checks/checkOptions.js';
import { COLLECTION_RULE, type Collection } from './collection/collection.js';
import { orError } from './collection/forEachObject.js';
import type { SoundObject } from './collection/soundObject.js';
import type { SoundMirror } from './describeMirror.js';
import { MirrorError } from './errors.js';
import {
  type PiecesJudgement,
  type SeededPiece,
  summariseJudgement,
} from './evaluation/pieces/judgement.js';
import { measureMix } from './evaluation/pieces/mixFigures.js';
import type { PartTime } from './evaluation/pieces/ownTime.js';
import { type MeasuredPart, measurePart } from './evaluation/pieces/partFigures.js';
import {
  type BrokenObject,
  type RecordedObjects,
  readRecordedObjects,
} from './evaluation/pieces/recordedObjects.js';
import { JUDGE_PIECES_DEFAULTS, JUDGE_PIECES_RANGES } from './judgeOptions.js';
import { mirrorPhoto } from './mirrorPhoto.js';
import type { Score } from './music/score.js';
import { cacheInference } from './vision/cacheInference.js';
import type { Detector } from './vision/detector.js';
import { DETECTOR_RULE } from './vision/detectRules.js';
import type { Photo } from './vision/photo/photo.js';
import { yieldToEventLoop } from './yieldToEventLoop.js';

/** A photo as the caller calls it. */
export interface NamedPhoto {
  readonly name: string;
  readonly photo: Photo;
}

export interface JudgePiecesProgress {
  /** First all pieces are composed, then the recordings of all objects are read. */
  readonly round: 'composing' | 'reading';
  /** The photo or the object that comes next. */
  readonly name: string;
  /** Pieces of this photo, or objects, that are done. */
  readonly done: number;
  readonly total: number;
}

export interface JudgePiecesOptions {
  /** Of all recordings in it the classifier knows. */
  readonly collection: Collection;
  readonly detector: Detector;
  /** Pieces composed of each photo, with as many seeds that follow one another. */
  readonly draws?: number | undefined;
  /** The first seed. Equal seeds give equal figures. */
  readonly seed?: number | undefined;
  /** Length of each piece. */
  readonly bars?: number | undefined;
  /** How far the decoders stray from their recordings. */
  readonly variation?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: JudgePiecesProgress) => void) | undefined;
  /**
   * Is given each piece when it is composed and waited for: for measures that need more than notes, such as
   * loudness.
   */
  readonly onPiece?:
    | ((piece: SoundMirror, about: { photo: string; seed: number }) => unknown)
    | undefined;
}

/** A photo of which no piece could be composed. */
export interface FailedPhoto {
  readonly photo: string;
  readonly error: MirrorError;
}

export interface JudgedPieces extends PiecesJudgement {
  readonly bars: number;
  readonly failed: readonly FailedPhoto[];
  /** Objects whose recordings cannot be read; their parts are not judged. */
  readonly broken: readonly BrokenObject[];
}

const JUDGE_PIECES_RULES = {
  collection: COLLECTION_RULE,
  detector: { ...DETECTOR_RULE, isRequired: true },
  ...JUDGE_PIECES_RANGES,
  signal: 'signal',
  onProgress: 'function',
  onPiece: 'function',
} as const;

/**
 * Judges whole pieces: composes photos with several seeds and measures how far the parts of each piece agree, what is
 * left of each object in it, and its form; beside chance, and beside the collection's recordings.
 *
 * @param photos each is looked at once, and gone from memory when its pieces are composed
 * @throws MirrorError `usage` for photos that are no iterable and for an option out of its range, of another type or of
 *   no known name, `aborted` when the signal fires, and whatever the photos are read with throws
 */
export async function judgePieces(
  photos: Iterable<NamedPhoto> | AsyncIterable<NamedPhoto>,
  options: JudgePiecesOptions,
): Promise<JudgedPieces> {
  checkOptions('judgePieces', options, JUDGE_PIECES_RULES);
  checkArguments({ photos }, { photos: 'iterable' });
  const { bars = JUDGE_PIECES_DEFAULTS.bars } = options;
  const composed: ComposedPhoto[] = [];
  const failed: FailedPhoto[] = [];
  for await (const named of photos) {
    const photo = await orError(composePhoto(named, options));
    if (photo instanceof MirrorError) failed.push({ photo: named.name, error: photo });
    else composed.push(photo);
  }
  const recorded = await readRecorded(composed, options);
  const measured = await measurePhotos(composed, { recorded, signal: options.signal });
  return { bars, ...summariseJudgement(measured, recorded), failed, broken: recorded.broken };
}

/** Some tens of milliseconds a piece, between which the event loop turns. */
async function measurePhotos(
  photos: readonly ComposedPhoto[],
  { recorded, signal }: { recorded: RecordedObjects; signal: AbortSignal | undefined },
) {
  const measured: { photo: string; pieces: SeededPiece[] }[] = [];
  for (const { name, pieces } of photos) {
    const own: SeededPiece[] = [];
    for (const piece of pieces) {
      own.push(measurePiece(piece, recorded));
      await yieldToEventLoop(signal);
    }
    measured.push({ photo: name, pieces: own });
  }
  return measured;
}

interface ComposedPhoto {
  readonly name: string;
  readonly pieces: readonly ComposedPiece[];
}

/** A piece as far as it is measured. */
interface ComposedPiece {
  readonly seed: number;
  readonly score: Score;
  /** In the order of the score's parts. */
  readonly played: readonly (PartTime & { readonly object: SoundObject })[];
}

async function composePhoto(
  { name, photo }: NamedPhoto,
  options: JudgePiecesOptions,
): Promise<ComposedPhoto> {
  const { collection, bars, variation, signal, onProgress, onPiece } = options;
  const { draws = JUDGE_PIECES_DEFAULTS.draws, seed: first = JUDGE_PIECES_DEFAULTS.seed } = options;
  const detector = cacheInference(options.detector);
  const pieces: ComposedPiece[] = [];
  for (let done = 0; done < draws; done++) {
    const seed = (first + done) % 2 ** 32;
    onProgress?.({ round: 'composing', name, done, total: draws });
    const piece = await mirrorPhoto(photo, { bars, seed, variation, detector, collection, signal });
    await onPiece?.(piece, { photo: name, seed });
    const played = piece.played.map(({ matched, stretch, ownTempoBpm }) => ({
      object: matched.object,
      stretch,
      ownTempoBpm,
    }));
    pieces.push({ seed, score: piece.score, played });
  }
  return { name, pieces };
}

/** The recordings of the collection's objects, and of what stands in for those that it lacks. */
function readRecorded(
  photos: readonly ComposedPhoto[],
  { collection, signal, onProgress }: JudgePiecesOptions,
): Promise<RecordedObjects> {
  const own = new Set(collection.objects.map(({ name }) => name));
  const played = photos.flatMap(({ pieces }) => pieces.flatMap((piece) => piece.played));
  const standIns = new Map(
    played.flatMap(({ object }) => (own.has(object.name) ? [] : [[object.name, object] as const])),
  );
  // Without pieces there is nothing to hold against them.
  const objects = photos.length > 0 ? [...collection.objects, ...standIns.values()] : [];
  return readRecordedObjects(objects, {
    signal,
    onProgress: ({ object, done, total }) =>
      onProgress?.({ round: 'reading', name: object, done, total }),
  });
}

function measurePiece(
  { seed, score, played }: ComposedPiece,
  { recorded, classifier }: Pick<RecordedObjects, 'recorded' | 'classifier'>,
): SeededPiece {
  const parts = score.parts.flatMap((part, i): MeasuredPart[] => {
    const { object, stretch, ownTempoBpm } = played[i] as ComposedPiece['played'][number];
    const own = recorded.get(object.name);
    if (!own) return [];
    return [measurePart(part, { score, stretch, ownTempoBpm, recorded: own, classifier })];
  });
  return { seed, mix: measureMix(score, { seed }), parts };
}
