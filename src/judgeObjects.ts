import { checkObject } from './arguments/checkObject.js';
import {
  DECODER_KINDS,
  DEFAULT_DECODER_KIND,
  type Decoder,
  type DecoderKind,
} from './autoencoder/decoder.js';
import type { LeftOutReconstruction } from './autoencoder/reconstructLeftOut.js';
import { checkArguments, checkOptions } from './checks/checkOptions.js';
import { COLLECTION_RULE, type Collection } from './collection/collection.js';
import { readDecoder } from './collection/decoders/readDecoder.js';
import { forEachObject, type ObjectProgress, orError } from './collection/forEachObject.js';
import { type NamedRecording, readRecordings } from './collection/recordings/recordingFiles.js';
import type { SoundObject } from './collection/soundObject.js';
import { compareRecordings } from './collection/training/trainingState.js';
import { MirrorError } from './errors.js';
import { describePiece, trainClassifier } from './evaluation/classifier/classifier.js';
import type { LabelledFeatures } from './evaluation/classifier/classStatistics.js';
import { type Judgement, judgeDecoder } from './evaluation/draws/judgeDecoder.js';
import { type OverallJudgement, overallJudgement } from './evaluation/draws/overallJudgement.js';
import { toMeasuredPerformance } from './events/measuredPerformance.js';
import { JUDGE_DEFAULTS, JUDGE_RANGES } from './judgeOptions.js';

/** One object of one of the two rounds. */
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
  /** All objects that a classifier could take a phrase for. */
  readonly collection: Collection;
  readonly kind?: DecoderKind | undefined;
  /** Phrases drawn from each decoder. */
  readonly draws?: number | undefined;
  /** Equal seeds give equal figures. */
  readonly seed?: number | undefined;
  /** How far from the recordings the draws may go. */
  readonly variation?: number | undefined;
  /** What `judgeLeftOut` found out, by the object's name; it takes a training, so it is not done here. */
  readonly leftOut?: ReadonlyMap<string, LeftOutReconstruction | null> | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: JudgeProgress) => void) | undefined;
}

/** An object of which there is something to say. */
export interface NotedObject {
  readonly object: string;
  /**
   * `untrained`, `unrecorded`, `outdated`: not judged, for it has no decoder of the kind, no recordings, or a decoder in
   * the format of another version of this program. `stale`: judged beside
   * recordings that are not those its decoder learned. `broken`: not judged, or not listened to, for its files
   * cannot be used.
   */
  readonly state: 'untrained' | 'unrecorded' | 'outdated' | 'stale' | 'broken';
  /** What is wrong with a broken one. */
  readonly error?: MirrorError;
}

export interface JudgedObjects {
  readonly judgements: readonly Judgement[];
  /** All of them together; null if none could be judged. */
  readonly overall: OverallJudgement | null;
  readonly noted: readonly NotedObject[];
}

const JUDGE_RULES = {
  collection: COLLECTION_RULE,
  kind: DECODER_KINDS,
  ...JUDGE_RANGES,
  leftOut: 'map',
  signal: 'signal',
  onProgress: 'function',
} as const;

/**
 * Judges decoders by what they play: how like their recordings it is, in figures. Who listens knows the whole
 * collection; of all its music no more than one object's is held at a time.
 *
 * @throws MirrorError `usage` for what is no list of objects of a collection, and for an option out of its range, of
 *   another type or of no known name, `aborted` when the signal fires
 */
export async function judgeObjects(
  objects: readonly SoundObject[],
  options: JudgeOptions,
): Promise<JudgedObjects> {
  checkOptions('judgeObjects', options, JUDGE_RULES);
  checkArguments({ objects }, { objects: 'array' });
  for (const object of objects) checkObject(object);
  const { kind = DEFAULT_DECODER_KIND, variation, leftOut } = options;
  const { draws = JUDGE_DEFAULTS.draws, seed = JUDGE_DEFAULTS.seed } = options;
  const { classifier, broken } = await fitClassifier(options);
  const judgements: Judgement[] = [];
  const noted: NotedObject[] = [...broken];
  const readable = objects.filter(({ name }) => !broken.some(({ object }) => object === name));
  await forEachObject(readable, inRound('judging', options), async (object) => {
    const { name } = object;
    const decoder = await orError(readDecoder(object, kind));
    const { recordings } = await readRecordings(object, { signal: options.signal });
    noted.push(...notesOn(decoder, { name, recordings }));
    if (!decoder || decoder instanceof MirrorError || recordings.length === 0) return;
    judgements.push(
      await judgeDecoder(decoder, {
        object: name,
        recordings: recordings.map(({ performance }) => toMeasuredPerformance(performance)),
        classifier,
        leftOut: leftOut?.get(name),
        draws,
        seed,
        variation,
        signal: options.signal,
      }),
    );
  });
  const overall = judgements.length > 0 ? overallJudgement(judgements) : null;
  return { judgements, overall, noted };
}

/** A classifier of all recordings of the collection, and the objects whose recordings cannot be read. */
async function fitClassifier(options: JudgeOptions) {
  const features: LabelledFeatures[] = [];
  const broken: NotedObject[] = [];
  const { objects } = options.collection;
  await forEachObject(objects, inRound('listening', options), async (object) => {
    const { name } = object;
    const read = await orError(readRecordings(object, { signal: options.signal }));
    if (read instanceof MirrorError) broken.push({ object: name, state: 'broken', error: read });
    else {
      for (const { performance } of read.recordings) {
        features.push(describePiece(name, toMeasuredPerformance(performance)));
      }
    }
  });
  return { classifier: await trainClassifier(features, { signal: options.signal }), broken };
}

/** What there is to say of an object, if anything. */
function notesOn(
  decoder: Decoder | MirrorError | undefined,
  { name: object, recordings }: { name: string; recordings: readonly NamedRecording[] },
): NotedObject[] {
  if (decoder instanceof MirrorError) {
    return decoder.code === 'stale'
      ? [{ object, state: 'outdated' }]
      : [{ object, state: 'broken', error: decoder }];
  }
  if (!decoder) return [{ object, state: 'untrained' }];
  if (recordings.length === 0) return [{ object, state: 'unrecorded' }];
  const changes = compareRecordings(decoder.recordings, recordings);
  const isStale = Object.values(changes).some(({ length }) => length > 0);
  return isStale ? [{ object, state: 'stale' }] : [];
}

function inRound(round: JudgeProgress['round'], { signal, onProgress }: JudgeOptions) {
  return {
    signal,
    onProgress: (progress: ObjectProgress) => onProgress?.({ round, ...progress }),
  };
}
