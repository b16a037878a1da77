import { checkDetections } from './arguments/checkDetections.js';
import { namedInstruments } from './arguments/namedInstruments.js';
import { checkArguments, checkOptions, describeValue } from './checks/checkOptions.js';
import type { Collection } from './collection/collection.js';
import { taughtThings } from './collection/taught/collectionThings.js';
import { unplayableThings } from './composition/standIns.js';
import { describeMirror, type SoundMirror } from './describeMirror.js';
import { MirrorError, throwIfAborted } from './errors.js';
import { MIRROR_DEFAULTS, MIRROR_RULES } from './mirrorOptions.js';
import { type ComposeOptions, openComposer } from './openComposer.js';
import type { Detection } from './vision/detection.js';
import { type BestCandidate, bestCandidate, detectionsOf } from './vision/detectObjects.js';
import type { Detector } from './vision/detector.js';
import { DETECTOR_RULE } from './vision/detectRules.js';
import { runInference } from './vision/inference.js';
import { type Photo, readPhoto } from './vision/photo/photo.js';
import { elongationAdvice } from './vision/tiles.js';

/** The stages of a mirror, in order; `photo` only where it has still to be read. */
export type MirrorStage = 'photo' | 'detect' | 'decode' | 'compose';

export interface MirrorOptions extends Omit<ComposeOptions, 'onStage'> {
  /** Detections below it do not count, 0–1. */
  readonly minConfidence?: number | undefined;
  /**
   * Whether the network looks at the mirrored photo and at smaller tiles as well: 19 passes instead of 5 for most photos; false by default.
   */
  readonly careful?: boolean | undefined;
  /** Called as each stage begins. */
  readonly onStage?: ((stage: MirrorStage) => void) | undefined;
}

/** What may be said of the piece that a photo becomes, in words and numbers that a command line and a file can hold. */
export type PieceOptions = Omit<MirrorOptions, 'title' | 'takeOffs' | 'signal' | 'onStage'>;

/** What says which things are in a photo: our detector, or detections from elsewhere. */
export type Sight =
  | { readonly detector: Detector; readonly detections?: undefined }
  | {
      readonly detector?: undefined;
      /**
       * Of another program, such as `fromCocoSsd` gives them: boxes within the upright photo, in its pixels; labels of
       * COCO, or names of taught objects. The photo is not looked at, and `minConfidence` holds only where it is given.
       */
      readonly detections: readonly Detection[];
    };

/**
 * The sound mirror: a photo of a room in, the room as music out.
 *
 * @returns the score, what was seen and who plays in figures, what each decoder played, for `explainScore`, and the
 *   upright photo; all of it is what `drawRoom` draws
 * @param source a JPEG, PNG, WebP, AVIF, GIF, TIFF or HEIC file, or what `readPhoto` made of it
 * @throws MirrorError `usage` for an option out of its range, of another type or of no known name, for detections that cannot be, for
 *   instruments of an object that the collection does not have, and for a source that is neither, `input` for a photo that cannot be used,
 *   an instrument there is not, or damaged decoders where no other object can play, `unanswered` when nothing in the photo can be answered,
 *   `aborted` when the signal fires
 */
export async function mirrorPhoto(
  source: Uint8Array | Photo,
  given: MirrorOptions & { readonly collection: Collection } & Sight,
): Promise<SoundMirror> {
  checkMirrorOptions(given);
  checkSource(source);
  const { collection, signal, onStage } = given;
  const options = { ...given, instruments: namedInstruments(given.instruments, collection) };
  throwIfAborted(signal);
  const photo = await opened(source, { onStage, signal });
  if (options.detections === undefined) return mirrorSeen(photo, options);
  const { minConfidence = 0 } = options;
  checkDetections(options.detections, { photo, collection });
  const detections = options.detections.filter(({ confidence }) => confidence >= minConfidence);
  const composition = await openComposer(photo, { collection }).compose(detections, options);
  return describeMirror(composition, { photo, detections });
}

type AllMirrorOptions = Parameters<typeof mirrorPhoto>[1];

function checkMirrorOptions(options: AllMirrorOptions): void {
  checkOptions('mirrorPhoto', options, MIRROR_RULES);
  if (options.detections === undefined) {
    checkArguments({ detector: options.detector }, { detector: DETECTOR_RULE });
  }
}

function checkSource(source: unknown): void {
  if (source instanceof Uint8Array) return;
  if (typeof source === 'object' && source !== null && 'pixels' in source) return;
  const remedy = typeof source === 'string' ? ' Read the file with `readFile`.' : '';
  throw new MirrorError(
    'usage',
    `Expected the bytes of a photo, or what \`await readPhoto(bytes)\` gives, but received ${describeValue(source)}.${remedy}`,
  );
}

/** Looks at the photo, then composes what is there. */
async function mirrorSeen(
  photo: Photo,
  options: MirrorOptions & { readonly detector: Detector; readonly collection: Collection },
): Promise<SoundMirror> {
  const { detector, collection, careful, signal, onStage } = options;
  const { minConfidence = MIRROR_DEFAULTS.minConfidence } = options;
  onStage?.('detect');
  const { things, notes } = await taughtThings(collection);
  const { compose, readAhead } = openComposer(photo, { collection });
  const inference = await runInference(detector, photo, {
    taught: things,
    careful,
    signal,
    onWhole: (whole) => readAhead(detectionsOf(whole, { minConfidence })),
  });
  const unplayable = await unplayableThings(inference.taught ?? [], collection);
  const detections = detectionsOf(inference, { minConfidence, unplayable });
  if (detections.length === 0) {
    throw nothingSeen(photo, minConfidence, bestCandidate(inference));
  }

  const composition = await compose(detections, options);
  return describeMirror(composition, {
    photo,
    detector,
    detections,
    notes: [...adviceOn(photo), ...notes],
  });
}

function adviceOn(photo: Photo): string[] {
  const advice = elongationAdvice(photo);
  return advice === undefined ? [] : [advice];
}

async function opened(
  source: Uint8Array | Photo,
  { onStage, signal }: Pick<MirrorOptions, 'onStage' | 'signal'>,
): Promise<Photo> {
  if (!(source instanceof Uint8Array)) return source;
  onStage?.('photo');
  return readPhoto(source, { signal });
}

function nothingSeen(
  photo: Photo,
  minConfidence: number,
  best: BestCandidate | undefined,
): MirrorError {
  const remedy = best
    ? `The likeliest is ${best.detection.label} (${best.detection.confidence}): \`minConfidence: ${best.minConfidence}\` lets it in.`
    : 'Nothing in it resembles a thing that COCO has a word for: try another photo.';
  return new MirrorError(
    'unanswered',
    [
      `Expected a photo with objects in it, but none were seen with a confidence of ${minConfidence} or more.`,
      ...adviceOn(photo),
      remedy,
    ].join(' '),
  );
}
