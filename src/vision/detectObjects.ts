import { MirrorError } from '../errors.js';
import { type Box, clipBox } from './box.js';
import { type Candidate, candidatesOf, type Look } from './candidates.js';
import type { Detection } from './detection.js';
import type { Detector } from './detector.js';
import { labelOf } from './labels.js';
import { mergeCandidates } from './merge.js';
import { averageWithMirrored, mirrorBox, mirrorRaster } from './mirroredPass.js';
import type { NetworkPass } from './network.js';
import type { Photo } from './photo/photo.js';
import { weighSecondOpinions } from './secondOpinion.js';
import { layOutViews, type View } from './tiles.js';

export interface DetectOptions extends InferenceOptions {
  /** Detections below it do not count, 0–1; 0.4 by default, and below 0.03 means 0.03. */
  readonly minConfidence?: number;
}

export interface InferenceOptions {
  /**
   * Whether the network also looks at the mirrored photo and at nine smaller tiles: 19 passes instead of 5 for most photos, for a few things more.
   * False by default. `bench/SIGHT.md` says what it gives.
   */
  readonly careful?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

export const DETECT_DEFAULTS = { minConfidence: 0.4 } as const;

/**
 * Whatever is asked for, no detection below this is returned; average precision needs the faint ones too: every one of 1,917 boxes is a little of everything. Lower, at 0.02, a
 * picture has 470 boxes instead of 270 and is described no better; higher, at 0.05, mAP50 falls by 0.007.
 */
export const NOISE_FLOOR = 0.03;

/**
 * What one look is less sure of than this, in shares of what is asked for, is not proposed by it: a second opinion seldom lifts it that
 * far, and then the other look proposes it itself. So the same is said of a photo whatever is asked for: for 232 of the 240 views of `bench/sight.js` to the letter.
 */
const PROPOSED = 0.5;

/**
 * What stands in a photo, and where: runs the network on the whole and on crops of it, and merges the detections of each thing.
 *
 * @returns best first; the same photo always gives the same list
 * @throws MirrorError `usage` for a confidence that is none, `aborted` when the signal fires
 */
export async function detectObjects(
  detector: Detector,
  photo: Photo,
  options: DetectOptions = {},
): Promise<Detection[]> {
  const { minConfidence = DETECT_DEFAULTS.minConfidence, ...looking } = options;
  checkConfidence(minConfidence);
  const inference = await runInference(detector, photo, looking);
  return detectionsOf(inference, { minConfidence });
}

/** What the network said of a photo and its crops, for detections of any confidence. */
export interface Inference {
  readonly photo: Photo;
  /** What the network gave for each crop, the whole photo first. */
  readonly crops: readonly Look[];
}

/**
 * Runs the network on a photo and on crops of it.
 *
 * @throws MirrorError `aborted` when the signal fires
 */
export async function runInference(
  detector: Detector,
  photo: Photo,
  { careful: isCareful = false, signal }: InferenceOptions = {},
): Promise<Inference> {
  const views = layOutViews(frameOf(photo), { isCareful });
  const boxes = views.map((view) => view.box);
  const passes = await detector.look(photo.pixels, boxes, { signal });
  const averaged = isCareful
    ? await withMirroredPasses(detector, photo, { passes, views, signal })
    : passes;
  const crops = averaged.map((pass, i): Look => ({ view: views[i] as Look['view'], pass }));
  return { photo, crops };
}

/** The views that a plain look has too are averaged with what the network says of them mirrored; smaller tiles stay as they are. */
async function withMirroredPasses(
  detector: Detector,
  { pixels }: Photo,
  {
    passes,
    views,
    signal,
  }: {
    readonly passes: readonly NetworkPass[];
    readonly views: readonly View[];
    readonly signal: AbortSignal | undefined;
  },
): Promise<NetworkPass[]> {
  const plain = layOutViews(pixels).map(({ box }) => box);
  const boxes = plain.map((box) => mirrorBox(box, pixels.width));
  const mirrored = await detector.look(mirrorRaster(pixels), boxes, { signal });
  return passes.map((pass, i) => {
    const { box } = views[i] as View;
    const other = mirrored[plain.findIndex((each) => isSameBox(each, box))];
    return other === undefined ? pass : averageWithMirrored(pass, other);
  });
}

function isSameBox(a: Box, b: Box): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

/**
 * The detections of at least a confidence, best first.
 *
 * @param options.minConfidence 0–1
 * @throws MirrorError `usage` for a confidence that is none
 */
export function detectionsOf(
  { photo, crops }: Inference,
  { minConfidence }: { readonly minConfidence: number },
): Detection[] {
  checkConfidence(minConfidence);
  const picture = frameOf(photo);
  const floor = Math.max(NOISE_FLOOR, minConfidence);
  const proposed = crops.flatMap((crop) =>
    candidatesOf(crop, { picture, floor: Math.max(NOISE_FLOOR, PROPOSED * minConfidence) }),
  );
  return mergeCandidates(weighSecondOpinions(proposed, crops))
    .filter(({ confidence }) => confidence >= floor)
    .map((candidate) => toDetection(candidate, photo));
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
  if (minConfidence >= 0 && minConfidence <= 1) return;
  throw new MirrorError(
    'usage',
    `Expected a least confidence from 0 to 1 but received ${minConfidence}.`,
  );
}

function frameOf({ pixels: { width, height } }: Photo): Box {
  return { x: 0, y: 0, width, height };
}

function toDetection({ classIndex, confidence, box }: Candidate, photo: Photo): Detection {
  return {
    label: labelOf(classIndex) as string,
    confidence: Math.round(confidence * 1000) / 1000,
    box: toWholePixels(box, photo),
  };
}

/** A box of the working copy in whole pixels of the full photo, inside it, at least 1 × 1. */
function toWholePixels(box: Box, { width, height, pixels }: Photo): Box {
  const across = width / pixels.width;
  const down = height / pixels.height;
  const x = Math.min(width - 1, Math.round(box.x * across));
  const y = Math.min(height - 1, Math.round(box.y * down));
  const right = Math.round((box.x + box.width) * across);
  const bottom = Math.round((box.y + box.height) * down);
  const rounded = { x, y, width: Math.max(1, right - x), height: Math.max(1, bottom - y) };
  return clipBox(rounded, { x: 0, y: 0, width, height });
}
