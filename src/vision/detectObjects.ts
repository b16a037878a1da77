import { INFERENCE_RULE } from '../checks/argumentRules.js';
import { checkArguments, checkOptions } from '../checks/checkOptions.js';
import { MirrorError } from '../errors.js';
import { type Candidate, candidatesOf } from './candidates.js';
import { DETECT_DEFAULTS } from './detectDefaults.js';
import type { Detection } from './detection.js';
import type { Detector } from './detector.js';
import {
  INFERENCE_RULES,
  type Inference,
  type InferenceOptions,
  runInference,
} from './inference.js';
import { labelOf } from './labels.js';
import { mergeCandidates } from './mergeCandidates.js';
import { NOISE_FLOOR } from './noiseFloor.js';
import type { Photo } from './photo/photo.js';
import { fuseScores } from './scoreFusion.js';
import { type JoinOptions, joinTaught } from './taught/joinTaught.js';
import { toWholePixels } from './wholePixels.js';

export interface DetectOptions extends InferenceOptions {
  /** Detections below it do not count, 0–1; 0.4 by default, and below 0.03 means 0.03. */
  readonly minConfidence?: number | undefined;
}

/**
 * A crop proposes boxes from this share of the minimum confidence up: score fusion seldom lifts a fainter one to the minimum, and where
 * it does, another crop proposes the box. So a photo gives the same detections whatever minimum is asked for: exactly the same for 232
 * of the 240 views of `bench/sight.js`.
 */
const PROPOSED = 0.5;

/**
 * What stands in a photo, and where: runs the network on the whole and on crops of it, and merges the detections of each thing.
 *
 * @returns best first; the same photo always gives the same list
 * @throws MirrorError `usage` for what is no detector or no photo, a confidence that is none, and an option of another
 *   type or of no known name, `aborted` when the signal fires, `environment` where things are taught and the detector
 *   cannot make embeddings
 */
export async function detectObjects(
  detector: Detector,
  photo: Photo,
  options: DetectOptions = {},
): Promise<Detection[]> {
  checkOptions('detectObjects', options, { ...INFERENCE_RULES, minConfidence: 'any' });
  const { minConfidence = DETECT_DEFAULTS.minConfidence, ...inferring } = options;
  checkConfidence(minConfidence);
  const inference = await runInference(detector, photo, inferring);
  return detectionsOf(inference, { minConfidence });
}

/**
 * The detections of at least a confidence, best first.
 *
 * @param options.minConfidence 0–1
 * @param options.unplayable names of taught things that cannot play, as `unplayableThings` gives them: they leave the labels in place
 * @throws MirrorError `usage` for a confidence that is none, and for an option of another type or of no known name
 */
export function detectionsOf(
  inference: Inference,
  options: { readonly minConfidence: number } & Pick<JoinOptions, 'unplayable'>,
): Detection[] {
  checkOptions('detectionsOf', options, { minConfidence: 'any', unplayable: 'iterable' });
  const { minConfidence, unplayable } = options;
  checkConfidence(minConfidence);
  checkArguments({ inference }, { inference: INFERENCE_RULE });
  const { photo, crops, taught = [], shipped } = inference;
  const { width, height } = photo.pixels;
  const picture = { x: 0, y: 0, width, height };
  const floor = Math.max(NOISE_FLOOR, minConfidence);
  const proposed = crops.flatMap((crop) =>
    candidatesOf(crop, { picture, floor: Math.max(NOISE_FLOOR, PROPOSED * minConfidence) }),
  );
  const detections = mergeCandidates(fuseScores(proposed, crops))
    .filter(({ confidence }) => confidence >= floor)
    .map((candidate) => toDetection(candidate, photo));
  return joinTaught(
    detections,
    taught.filter(({ confidence }) => confidence >= floor),
    { unplayable, shipped },
  );
}

/** A detection below the confidence that was asked for, and the confidence that lets it in. */
export interface BestCandidate {
  readonly detection: Detection;
  /** In hundredths, 0.03–1; `detectionsOf` with it has the detection's label. */
  readonly minConfidence: number;
}

/**
 * The likeliest thing in a photo of which nothing reaches the confidence that was asked for.
 *
 * @returns undefined where the network has no box above `NOISE_FLOOR`
 */
export function bestCandidate(inference: Inference): BestCandidate | undefined {
  const [likeliest] = detectionsOf(inference, { minConfidence: NOISE_FLOOR });
  if (likeliest === undefined) return undefined;
  // A higher minimum also raises the floor for candidates, which can lower merged scores slightly, so each value is tried.
  const most = Math.floor(likeliest.confidence * 100);
  for (let hundredths = most; hundredths > 100 * NOISE_FLOOR; hundredths--) {
    const minConfidence = hundredths / 100;
    const [detection] = detectionsOf(inference, { minConfidence });
    if (detection) return { detection, minConfidence };
  }
  return { detection: likeliest, minConfidence: NOISE_FLOOR };
}

function checkConfidence(minConfidence: number): void {
  const isNumber = typeof minConfidence === 'number';
  if (isNumber && minConfidence >= 0 && minConfidence <= 1) return;
  throw new MirrorError(
    'usage',
    `Expected a least confidence from 0 to 1 but received ${minConfidence}.`,
  );
}

function toDetection({ classIndex, confidence, box }: Candidate, photo: Photo): Detection {
  return {
    label: labelOf(classIndex) as string,
    confidence: Math.round(confidence * 1000) / 1000,
    box: toWholePixels(box, photo),
  };
}
