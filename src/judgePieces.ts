import { checkOptions } from './checkOptions.js';
import type { Collection } from './collection/collection.js';
import { forEachObject, orError } from './collection/forEachObject.js';
import { readRecordings } from './collection/recordingFiles.js';
import type { SoundObject } from './collection/soundObject.js';
import { MirrorError } from './errors.js';
import { summariseChance, summariseRecordings } from './evaluation/comparison.js';
import { type MixFigures, measureMix } from './evaluation/mixFigures.js';
import type { PartTime } from './evaluation/ownTime.js';
import { type MeasuredPart, measurePart, type PartFigures } from './evaluation/partFigures.js';
import {
  type MeasuredPiece,
  type PieceFigures,
  type PlayedObjectFigures,
  summariseObjects,
  summarisePieces,
} from './evaluation/pieceFigures.js';
import { measureRecordings, type RecordedObject } from './evaluation/recordedObject.js';
import type { NotedObject } from './judgeObjects.js';
import { type Listener, trainListener } from './likeness/listener.js';
import { MIRROR_DEFAULTS, MIRROR_RANGES } from './mirrorOptions.js';
import { mirrorPhoto, type SoundMirror } from './mirrorPhoto.js';
import type { Score } from './music/score.js';
import type { Detector } from './vision/detector.js';
import type { Photo } from './vision/photo/photo.js';
import { rememberPasses } from './vision/rememberPasses.js';

export const JUDGE_PIECES_DEFAULTS = { draws: 8, seed: 1, bars: MIRROR_DEFAULTS.bars } as const;

/** What the options of a judgement of pieces may be, both ends included. */
export const JUDGE_PIECES_RANGES = {
  draws: { least: 1, most: 1000, whole: true },
  seed: MIRROR_RANGES.seed,
  bars: MIRROR_RANGES.bars,
  variation: MIRROR_RANGES.variation,
} as const;

/** A photo as the caller calls it. */
export interface NamedPhoto {
  readonly name: string;
  readonly photo: Photo;
}

export interface JudgePiecesProgress {
  /** First all pieces are composed, then the recordings of all objects are listened to. */
  readonly round: 'composing' | 'listening';
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
  readonly draws?: number;
  /** The first seed. Equal seeds give equal figures. */
  readonly seed?: number;
  /** Length of each piece. */
  readonly bars?: number;
  /** How far the decoders stray from their recordings. */
  readonly variation?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: JudgePiecesProgress) => void;
  /** Is given each piece when it is composed and waited for: for measures that need more than notes, such as loudness. */
  readonly onPiece?: (piece: SoundMirror, about: { photo: string; seed: number }) => unknown;
}

/** The pieces of one photo. */
export interface JudgedPhoto {
  readonly photo: string;
  readonly figures: PieceFigures;
  readonly chance: Partial<PieceFigures>;
  /** One record a seed. */
  readonly pieces: readonly JudgedPiece[];
}

export interface JudgedPiece {
  readonly seed: number;
  readonly mix: MixFigures;
  /** In the order of the score; parts of objects whose recordings cannot be read are left out. */
  readonly parts: readonly PartFigures[];
}

/** A photo of which no piece could be composed. */
export interface FailedPhoto {
  readonly photo: string;
  readonly error: MirrorError;
}

export interface JudgedPieces {
  readonly bars: number;
  /** All pieces together; null if none could be composed. */
  readonly overall: OverallPieces | null;
  readonly photos: readonly JudgedPhoto[];
  readonly objects: readonly PlayedObjectFigures[];
  readonly failed: readonly FailedPhoto[];
  /** Objects whose recordings cannot be read. */
  readonly broken: readonly NotedObject[];
}

export interface OverallPieces {
  readonly figures: PieceFigures;
  /** The same with the tracks of each piece rotated in time, and of a classifier that guesses. */
  readonly chance: Partial<PieceFigures>;
  /** The same of the collection's recordings. */
  readonly recordings: Partial<PieceFigures>;
}

/**
 * Judges whole pieces: composes photos with several seeds and measures how far the parts of each piece agree, what is
 * left of each object in it, and its form; beside chance, and beside the collection's recordings.
 *
 * @param photos each is looked at once, and gone from memory when its pieces are composed
 * @throws MirrorError `usage` for an option out of its range, `aborted` when the signal fires, and whatever the photos
 *   are read with throws
 */
export async function judgePieces(
  photos: Iterable<NamedPhoto> | AsyncIterable<NamedPhoto>,
  options: JudgePiecesOptions,
): Promise<JudgedPieces> {
  checkOptions(options, JUDGE_PIECES_RANGES);
  const { bars = JUDGE_PIECES_DEFAULTS.bars } = options;
  const composed: ComposedPhoto[] = [];
  const failed: FailedPhoto[] = [];
  for await (const named of photos) {
    const photo = await orError(composePhoto(named, options));
    if (photo instanceof MirrorError) failed.push({ photo: named.name, error: photo });
    else composed.push(photo);
  }
  if (composed.length === 0) {
    return { bars, overall: null, photos: [], objects: [], failed, broken: [] };
  }
  const { recorded, listener, broken } = await listen(composed, options);
  const measured = composed.map(({ name, pieces }) => ({
    name,
    pieces: pieces.map((piece) => measurePiece(piece, { recorded, listener })),
  }));
  const all = measured.flatMap(({ pieces }) => pieces);
  return {
    bars,
    overall: {
      figures: summarisePieces(all),
      chance: summariseChance(all, listener),
      recordings: summariseRecordings([...recorded.values()], listener),
    },
    photos: measured.map(({ name, pieces }) => ({
      photo: name,
      figures: summarisePieces(pieces),
      chance: summariseChance(pieces, listener),
      pieces: pieces.map(({ seed, mix, parts }) => ({
        seed,
        mix,
        parts: parts.map(({ figures }) => figures),
      })),
    })),
    objects: summariseObjects(all),
    failed,
    broken,
  };
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
  const detector = rememberPasses(options.detector);
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

/** The recordings of the collection, and of what stands in for objects that it lacks. */
async function listen(photos: readonly ComposedPhoto[], options: JudgePiecesOptions) {
  const { collection, signal, onProgress } = options;
  const names = new Set(collection.objects.map(({ name }) => name));
  const standIns = new Map<string, SoundObject>();
  for (const { object } of photos.flatMap(({ pieces }) => pieces.flatMap(({ played }) => played))) {
    if (!names.has(object.name)) standIns.set(object.name, object);
  }
  const recorded = new Map<string, RecordedObject>();
  const broken: NotedObject[] = [];
  const round = {
    signal,
    onProgress: ({ object, done, total }: { object: string; done: number; total: number }) =>
      onProgress?.({ round: 'listening', name: object, done, total }),
  };
  await forEachObject([...collection.objects, ...standIns.values()], round, async (object) => {
    const { name } = object;
    const read = await orError(readRecordings(object, options));
    if (read instanceof MirrorError) broken.push({ object: name, state: 'broken', error: read });
    else {
      const performances = read.recordings.map(({ performance }) => performance);
      recorded.set(name, measureRecordings(name, performances));
    }
  });
  const listener = trainListener([...recorded.values()].flatMap(({ features }) => features));
  return { recorded, listener, broken };
}

function measurePiece(
  { seed, score, played }: ComposedPiece,
  { recorded, listener }: { recorded: ReadonlyMap<string, RecordedObject>; listener: Listener },
): MeasuredPiece & { readonly seed: number } {
  const parts = score.parts.flatMap((part, i): MeasuredPart[] => {
    const { object, stretch, ownTempoBpm } = played[i] as ComposedPiece['played'][number];
    const own = recorded.get(object.name);
    if (!own) return [];
    return [measurePart(part, { score, stretch, ownTempoBpm, recorded: own, listener })];
  });
  return { seed, mix: measureMix(score, { seed }), parts };
}
