import type { Look } from './candidates.js';
import type { Detection } from './detection.js';
import type { Detector } from './detector.js';
import type { Photo } from './photo/photo.js';
import { findTaught } from './taught/findTaught.js';
import type { LogitScale } from './taught/logitScale.js';
import { noEmbedding } from './taught/projection.js';
import type { TaughtThing } from './taught/taughtThing.js';
import { layOutViews } from './tiles.js';

/** What the network said of a photo and its crops, for detections of any confidence. */
export interface Inference {
  readonly photo: Photo;
  /** What the network gave for each crop, the whole photo first. */
  readonly crops: readonly Look[];
  /** How the class logits are standardised; there where the crops have feature maps. */
  readonly logitScale?: LogitScale;
  /** Taught things that were found, best first, down to `NOISE_FLOOR`; absent where none were looked for. */
  readonly taught?: readonly Detection[];
}

export interface InferenceOptions {
  readonly signal?: AbortSignal | undefined;
  /** What to look for beside COCO's labels. */
  readonly taught?: readonly TaughtThing[] | undefined;
}

/**
 * Runs the network on a photo and on crops of it, and finds what was taught in what it gave.
 *
 * @throws MirrorError `aborted` when the signal fires, `environment` where things are taught and the detector cannot
 *   make embeddings
 */
export async function runInference(
  detector: Detector,
  photo: Photo,
  { signal, taught = [] }: InferenceOptions = {},
): Promise<Inference> {
  if (taught.length === 0) return inferCrops(detector, photo, { signal });
  const inference = await inferCrops(detector, photo, { signal, withMaps: true });
  // The maps have 1.5 MB and are not asked for again.
  const crops = inference.crops.map(({ view, pass: { maps: _, ...pass } }) => ({ view, pass }));
  return { photo, crops, taught: findTaught(inference, taught) };
}

/**
 * Runs the network on a photo and on crops of it.
 *
 * @param options.withMaps whether the feature maps are wanted too
 * @throws as `runInference` does
 */
export async function inferCrops(
  detector: Detector,
  photo: Photo,
  options: { readonly signal?: AbortSignal | undefined; readonly withMaps?: boolean } = {},
): Promise<Inference> {
  const { withMaps = false } = options;
  const { logitScale } = detector;
  if (withMaps && logitScale === undefined) throw noEmbedding();
  const views = layOutViews(photo.pixels);
  const boxes = views.map((view) => view.box);
  const passes = await detector.look(photo.pixels, boxes, options);
  const crops = passes.map((pass, i): Look => ({ view: views[i] as Look['view'], pass }));
  return { photo, crops, ...(withMaps && { logitScale }) } as Inference;
}
