import type { Collection } from './collection/collection.js';
import { assignVoices } from './composition/assignVoices.js';
import { audition } from './composition/audition.js';
import { composeScore } from './composition/composeScore.js';
import type { PlayedPart } from './composition/explainScore.js';
import { gatherPlayers, type Players } from './composition/gatherPlayers.js';
import { matchObjects, type Unheard } from './composition/matchObjects.js';
import { planPiece } from './composition/planPiece.js';
import { playTogether } from './composition/playTogether.js';
import { type MirrorReport, reportMirror } from './composition/report.js';
import { withStandIns } from './composition/standIns.js';
import { MirrorError, throwIfAborted } from './errors.js';
import { checkMirrorOptions, MIRROR_DEFAULTS } from './mirrorOptions.js';
import type { Score } from './music/score.js';
import {
  type BestCandidate,
  bestCandidate,
  detectionsOf,
  runInference,
} from './vision/detectObjects.js';
import type { Detector } from './vision/detector.js';
import { type Photo, photoSeed, readPhoto } from './vision/photo/photo.js';

/** The stages of a mirror, in order; `photo` only where it has still to be read. */
export type MirrorStage = 'photo' | 'detect' | 'decode' | 'compose';

export interface MirrorOptions {
  /** Length of the piece in bars, 1 or more. */
  readonly bars?: number;
  /** Quarter notes a minute; by default the objects agree on one. */
  readonly tempoBpm?: number;
  /** Whole, 0 to 2³² − 1; by default it comes from the photo's pixels. */
  readonly seed?: number;
  /** How daring the decoders choose, 0 (the likeliest) to about 1. */
  readonly temperature?: number;
  /** How far the decoders stray from their recordings, 0 (close) to 1 (free). */
  readonly variation?: number;
  /** Detections below it do not count, 0–1. */
  readonly minConfidence?: number;
  /** Whether all parts are brought to the largest object's key. */
  readonly harmonise?: boolean;
  /** Chords that may begin in a second, of all parts together; 12 by default. */
  readonly mostOnsetsASecond?: number;
  /** Title of the score. */
  readonly title?: string;
  readonly signal?: AbortSignal;
  /** Called as each stage begins. */
  readonly onStage?: (stage: MirrorStage) => void;
}

/** What a photo became. */
export interface SoundMirror {
  readonly score: Score;
  readonly report: MirrorReport;
  /** The upright photo that was looked at. */
  readonly photo: Photo;
  /** In the order of the score's parts. */
  readonly played: readonly PlayedPart[];
}

/**
 * The sound mirror: a photo of a room in, the room as music out.
 *
 * @returns the score, what was seen and who plays in figures, what each decoder played, for `explainScore`, and the
 *   upright photo; all of it is what `drawRoom` draws
 * @param source a JPEG, PNG, WebP, AVIF, GIF, TIFF or HEIC file, or what `readPhoto` made of it
 * @throws MirrorError `usage` for an option out of its range, `input` for a photo that cannot be used, or
 *   damaged decoders where no other object can play, `unanswered` when nothing in the photo can be answered, `aborted` when the signal fires
 */
export async function mirrorPhoto(
  source: Uint8Array | Photo,
  options: MirrorOptions & { readonly detector: Detector; readonly collection: Collection },
): Promise<SoundMirror> {
  const { detector, collection, signal, onStage, tempoBpm } = options;
  const { temperature, variation, mostOnsetsASecond } = options;
  const { bars = MIRROR_DEFAULTS.bars, minConfidence = MIRROR_DEFAULTS.minConfidence } = options;
  const { harmonise = MIRROR_DEFAULTS.harmonise, title = MIRROR_DEFAULTS.title } = options;
  checkMirrorOptions(options);
  throwIfAborted(signal);
  const photo = await opened(source, { onStage, signal });
  const { seed = photoSeed(photo) } = options;

  onStage?.('detect');
  const inference = await runInference(detector, photo, { signal });
  const detections = detectionsOf(inference, { minConfidence });
  if (detections.length === 0) throw nothingSeen(minConfidence, bestCandidate(inference));

  onStage?.('decode');
  const labels = new Set(detections.map(({ label }) => label));
  const standIns = await withStandIns(collection, labels);
  const { matched, unheard } = matchObjects(detections, {
    collection: standIns.collection,
    photo,
  });
  const players = await gatherPlayers(matched);
  const gathered = { ...players, notes: [...standIns.notes, ...players.notes] };
  throwIfAborted(signal);
  if (gathered.players.length === 0) throw unanswered(unheard, gathered);
  const playing = { photo, seed, temperature, variation };
  const voices = assignVoices(gathered.players, photo);
  const plan = planPiece(audition(voices, playing), {
    bars,
    tempoBpm,
    seed,
    harmonise,
    photo,
    mostOnsetsASecond,
  });
  const played = playTogether(plan, playing);

  onStage?.('compose');
  throwIfAborted(signal);
  const score = composeScore(played, { title, photoWidth: photo.width });
  const report = reportMirror(score, {
    plan,
    photo,
    seed,
    detector,
    detections,
    unheard,
    gathered,
  });
  return { report, score, photo, played: played.parts };
}

async function opened(
  source: Uint8Array | Photo,
  { onStage, signal }: Pick<MirrorOptions, 'onStage' | 'signal'>,
): Promise<Photo> {
  if (!(source instanceof Uint8Array)) return source;
  onStage?.('photo');
  return readPhoto(source, { signal });
}

function nothingSeen(minConfidence: number, best: BestCandidate | undefined): MirrorError {
  const remedy = best
    ? `The likeliest is ${best.detection.label} (${best.detection.confidence}): --min-confidence ${best.minConfidence} lets it in.`
    : 'Nothing in it resembles a thing that COCO has a word for: try another photo.';
  return new MirrorError(
    'unanswered',
    `Expected a photo with objects in it, but none were seen with a confidence of ${minConfidence} or more. ${remedy}`,
  );
}

function unanswered(unheard: readonly Unheard[], { notes }: Players): MirrorError {
  const labels = unheard.map(({ label }) => label).join(', ');
  return new MirrorError(
    'unanswered',
    notes.length > 0
      ? notes.join(' ')
      : `Expected a photo with objects that the collection can answer, but it has no recordings about ${labels}. Record them with \`mirror add\`.`,
  );
}
