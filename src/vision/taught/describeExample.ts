import { checkArguments, checkOptions } from '../../checks/checkOptions.js';
import { MirrorError } from '../../errors.js';
import { areaOf, type Box, bottomOf, intersectionOverUnion, rightOf } from '../box.js';
import type { Detector } from '../detector.js';
import { DETECTOR_RULE, PHOTO_RULE } from '../detectRules.js';
import { type Photo, photoSha256 } from '../photo/photo.js';
import { layOutViews } from '../tiles.js';
import { toWorkingPixels } from '../wholePixels.js';
import { embedAnchors } from './embedAnchors.js';
import {
  likeliest,
  NEAR_MISS,
  negativeEmbeddings,
  positiveAnchors,
  suppressAnchors,
} from './selectAnchors.js';
import type { TaughtExample, TaughtNegative } from './taughtThing.js';
import { inferVariations, inferViews, logitScaleOf } from './variationCrops.js';

const EXAMPLE_RULES = {
  detector: DETECTOR_RULE,
  photo: PHOTO_RULE,
  box: 'record',
} as const;

/** The most that is kept: 1.6 KB each. */
const MOST = { positive: 64, near: 48, background: 64 } as const;

/**
 * What a drawn box shows, as embeddings of the network's anchors on it: in the photo, nearer, mirrored, lighter and darker.
 *
 * @param box in pixels of the upright photo
 * @param options.others boxes of the same photo that show the thing too, so that they are not taken for background
 * @returns at least one positive embedding
 * @throws MirrorError `usage` for a box that is not inside the photo or on which no anchor lies, and for an option of
 *   another type or of no known name, `environment` where the detector cannot make embeddings
 */
export async function describeExample(
  detector: Detector,
  photo: Photo,
  box: Box,
  options: { readonly others?: readonly Box[] | undefined } = {},
): Promise<TaughtExample> {
  checkOptions('describeExample', options, { others: 'array' });
  checkArguments({ detector, photo, box }, EXAMPLE_RULES);
  const { others = [] } = options;
  checkBox(box, photo);
  const drawn = toWorkingPixels(box, photo);
  const crops = await inferVariations(detector, { picture: photo.pixels, box: drawn });
  const positive = positiveAnchors(crops, MOST.positive);
  if (positive.length === 0) {
    throw new MirrorError(
      'usage',
      `Expected a box that the detector can see but no anchor fits ${box.width} × ${box.height} at ${box.x}, ${box.y}: it is too small or too thin, or nothing stands out there. Take a photo from nearer, or draw a larger box.`,
    );
  }
  const elsewhere = others.map((other) => toWorkingPixels(other, photo));
  const showsOther = (anchor: Box) =>
    elsewhere.some((other) => intersectionOverUnion(other, anchor) >= NEAR_MISS.to);
  const unchanged = crops
    .filter(({ isChanged }) => !isChanged)
    .map((crop) => ({ ...crop, anchors: crop.anchors.filter((each) => !showsOther(each.box)) }));
  const { from, to } = NEAR_MISS;
  return {
    photoSha256: photoSha256(photo),
    box,
    positive: positive.map(({ embedding }) => embedding),
    offsets: positive.map(({ offsets }) => offsets),
    near: negativeEmbeddings(unchanged, { from, below: to, most: MOST.near }),
    background: negativeEmbeddings(
      unchanged.filter(({ isZoom }) => !isZoom),
      { from: 0, below: from, most: MOST.background },
    ),
  };
}

/**
 * What a photo that does not show a thing shows instead.
 *
 * @throws MirrorError `environment` where the detector cannot make embeddings
 */
export async function describeNegative(detector: Detector, photo: Photo): Promise<TaughtNegative> {
  checkArguments({ detector, photo }, { detector: DETECTOR_RULE, photo: PHOTO_RULE });
  const { width, height } = photo.pixels;
  const picture = { x: 0, y: 0, width, height };
  const logitScale = logitScaleOf(detector);
  const outputs = await inferViews(detector, photo.pixels, layOutViews(photo.pixels));
  const anchors = outputs.flatMap((crop) =>
    suppressAnchors(embedAnchors(crop, { picture, logitScale })),
  );
  return { photoSha256: photoSha256(photo), background: likeliest(anchors, MOST.background) };
}

function checkBox(box: Box, { width, height }: Photo): void {
  const edges = [box.x, box.y, rightOf(box), bottomOf(box)];
  const isInside =
    edges.every(Number.isFinite) &&
    areaOf(box) > 0 &&
    box.width > 0 &&
    box.x >= 0 &&
    box.y >= 0 &&
    rightOf(box) <= width &&
    bottomOf(box) <= height;
  if (isInside) return;
  throw new MirrorError(
    'usage',
    `Expected a box inside the photo of ${width} × ${height} pixels but received ${box.width} × ${box.height} at ${box.x}, ${box.y}.`,
  );
}
