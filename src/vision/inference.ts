import { checkArguments, checkOptions } from '../checks/checkOptions.js';
import { isSameBox } from './box.js';
import type { CropOutput } from './candidates.js';
import type { Detection } from './detection.js';
import type { Detector } from './detector.js';
import { DETECTOR_RULE, PHOTO_RULE } from './detectRules.js';
import { averageWithMirrored } from './mirroredOutput.js';
import type { Photo } from './photo/photo.js';
import { findTaught } from './taught/findTaught.js';
import type { LogitScale } from './taught/logitScale.js';
import { noEmbedding } from './taught/projection.js';
import type { TaughtThing } from './taught/taughtThing.js';
import { mirrorBox, mirrorRaster } from './taught/variations.js';
import { layOutViews, type View } from './tiles.js';

/** What the network said of a photo and its crops, for detections of any confidence. */
export interface Inference {
  readonly photo: Photo;
  /** What the network gave for each crop, the whole photo first. */
  readonly crops: readonly CropOutput[];
  /** How the class logits are standardised; there where the crops have feature maps. */
  readonly logitScale?: LogitScale;
  /** Taught things that were found, best first, down to `NOISE_FLOOR`, perhaps several at one place; absent where none were looked for. */
  readonly taught?: readonly Detection[];
  /** Names of those things that ship with the package; absent where none were looked for. */
  readonly shipped?: ReadonlySet<string>;
}

export interface InferenceOptions {
  readonly signal?: AbortSignal | undefined;
  /** What to look for beside COCO's labels. */
  readonly taught?: readonly TaughtThing[] | undefined;
  /**
   * Whether the network also runs on the mirrored photo and on nine smaller tiles: 19 inferences instead of 5 for most
   * photos, for a few things more. False by default. `bench/SIGHT.md` says what it gives. Taught things are looked for
   * in the crops that are there without it.
   */
  readonly careful?: boolean | undefined;
  /** Is given the inference of the whole photo by itself, as soon as it is there; those of the tiles go on meanwhile. */
  readonly onWhole?: ((whole: Inference) => void) | undefined;
}

/** All options of `runInference`. */
export const INFERENCE_RULES = {
  signal: 'signal',
  taught: 'array',
  careful: 'boolean',
  onWhole: 'function',
} as const;

/**
 * Runs the network on a photo and on crops of it, and finds what was taught in what it gave.
 *
 * @throws MirrorError `usage` for what is no detector or no photo, and for an option of another type or of no known
 *   name, `aborted` when the signal fires, `environment` where things are taught and the detector cannot make
 *   embeddings
 */
export async function runInference(
  detector: Detector,
  photo: Photo,
  options: InferenceOptions = {},
): Promise<Inference> {
  checkOptions('runInference', options, INFERENCE_RULES);
  const { signal, taught = [], careful: isCareful = false, onWhole } = options;
  checkArguments({ detector, photo }, { detector: DETECTOR_RULE, photo: PHOTO_RULE });
  const withMaps = taught.length > 0;
  const asked = { signal, careful: isCareful, onWhole, withMaps };
  const inference = await inferCrops(detector, photo, asked);
  // Their thresholds are of five crops as the network sees them: more crops would have more false boxes.
  const plain = inference.crops.filter(({ view }) => isPlain(view, photo));
  const found = withMaps && {
    taught: findTaught({ ...inference, crops: plain }, taught),
    shipped: new Set(taught.filter(({ isShipped }) => isShipped).map(({ name }) => name)),
  };
  // The maps have 1.5 MB and are not asked for again.
  const crops = inference.crops.map(({ view, output: { maps: _, ...output } }) => ({
    view,
    output,
  }));
  const averaged = isCareful ? await withMirrored(detector, photo, { crops, signal }) : crops;
  return { photo, crops: averaged, ...found };
}

/**
 * Runs the network on a photo and on crops of it, not mirrored.
 *
 * @param options.careful whether nine smaller tiles are among the crops
 * @param options.withMaps whether the feature maps are wanted too
 * @throws as `runInference` does
 */
export async function inferCrops(
  detector: Detector,
  photo: Photo,
  options: Omit<InferenceOptions, 'taught'> & { readonly withMaps?: boolean } = {},
): Promise<Inference> {
  const { withMaps = false, careful: isCareful = false, onWhole, signal } = options;
  const { logitScale } = detector;
  if (withMaps && logitScale === undefined) throw noEmbedding();
  const views = layOutViews(photo.pixels, { isCareful });
  const infer = async (views: readonly View[]): Promise<CropOutput[]> => {
    const boxes = views.map(({ box }) => box);
    const outputs = await detector.infer(photo.pixels, boxes, { signal, withMaps });
    return outputs.map((output, i) => ({ view: views[i] as View, output }));
  };
  const crops = await (onWhole === undefined
    ? infer(views)
    : Promise.all([
        infer(views.slice(0, 1)).then((crops) => {
          onWhole({ photo, crops });
          return crops;
        }),
        infer(views.slice(1)),
      ]).then((crops) => crops.flat()));
  return { photo, crops, ...(withMaps && logitScale && { logitScale }) };
}

/** The crops that are there without `careful` are averaged with the output for them mirrored; smaller tiles stay as they are. */
async function withMirrored(
  detector: Detector,
  photo: Photo,
  {
    crops,
    signal,
  }: { readonly crops: readonly CropOutput[]; readonly signal: AbortSignal | undefined },
): Promise<CropOutput[]> {
  const { pixels } = photo;
  const plain = crops.filter(({ view }) => isPlain(view, photo));
  const boxes = plain.map(({ view }) => mirrorBox(view.box, pixels.width));
  const mirrored = await detector.infer(mirrorRaster(pixels), boxes, { signal });
  return crops.map((crop) => {
    const other = mirrored[plain.indexOf(crop)];
    return other === undefined
      ? crop
      : { ...crop, output: averageWithMirrored(crop.output, other) };
  });
}

/** Whether a view is among the crops without `careful` too. */
function isPlain({ box }: View, { pixels }: Photo): boolean {
  return layOutViews(pixels).some((view) => isSameBox(view.box, box));
}
