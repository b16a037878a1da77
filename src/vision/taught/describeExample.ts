import { MirrorError } from '../../errors.js';
import { areaOf, type Box, bottomOf, intersectionOverUnion, rightOf } from '../box.js';
import type { Look } from '../candidates.js';
import type { Detector } from '../detector.js';
import { type Photo, photoSha256, type Raster } from '../photo/photo.js';
import { layOutViews, type View } from '../tiles.js';
import { toWorkingPixels } from '../wholePixels.js';
import { type BoxShift, shiftBetween } from './boxShift.js';
import { type EmbeddedAnchor, embedAnchors } from './embedAnchors.js';
import type { LogitScale } from './logitScale.js';
import { noEmbedding } from './projection.js';
import type { TaughtExample, TaughtNegative } from './taughtThing.js';
import { mirrorBox, mirrorRaster, scaleLevels, zoomsOn } from './variations.js';

/**
 * An anchor lies on a drawn box from this intersection over union up. The detector has no box for the whole of many a thing
 * that it does not know: for a coffee grinder rarely one above 0.5, but always one for its lower half.
 */
const ON_BOX = 0.4;

/** Between these an anchor is a near miss; below the first it is background. */
const NEAR = { from: 0.1, to: 0.3 } as const;

/** Two anchors of one crop that overlap this much say the same of the background. */
const SAME_PLACE = 0.5;

/** The best anchors that each crop may give; an example is not to consist of one crop only. */
const MOST_OF_A_CROP = 8;

/** The most that is kept: 1.6 KB each. */
const MOST = { positive: 64, near: 48, background: 64 } as const;

/** How much lighter and darker a photo of the same thing may be, as factors of its levels. */
const BRIGHTNESSES = [0.7, 1.3] as const;

/**
 * What a drawn box shows, as embeddings of the network's anchors on it: in the photo, nearer, mirrored, lighter and darker.
 *
 * @param box in pixels of the upright photo
 * @param options.others boxes of the same photo that show the thing too, so that they are not taken for background
 * @returns at least one positive embedding
 * @throws MirrorError `usage` for a box that is not inside the photo or on which no anchor lies (`ON_BOX`), `environment`
 *   where the detector cannot make embeddings
 */
export async function describeExample(
  detector: Detector,
  photo: Photo,
  box: Box,
  { others = [] }: { readonly others?: readonly Box[] } = {},
): Promise<TaughtExample> {
  checkBox(box, photo);
  const drawn = toWorkingPixels(box, photo);
  const crops = await lookAtVariations(detector, { picture: photo.pixels, box: drawn });
  const positive = best(crops.flatMap(positiveOf), MOST.positive);
  if (positive.length === 0) {
    throw new MirrorError(
      'usage',
      `Expected a box that the detector can see but no anchor fits ${box.width} × ${box.height} at ${box.x}, ${box.y}: it is too small or too thin, or nothing stands out there. Take a photo from nearer, or draw a larger box.`,
    );
  }
  const elsewhere = others.map((other) => toWorkingPixels(other, photo));
  const showsOther = (anchor: Box) =>
    elsewhere.some((other) => intersectionOverUnion(other, anchor) >= NEAR.to);
  const unchanged = crops
    .filter(({ isChanged }) => !isChanged)
    .map((crop) => ({ ...crop, anchors: crop.anchors.filter((each) => !showsOther(each.box)) }));
  const near = unchanged.flatMap((crop) => spread(overlapping(crop, NEAR.from, NEAR.to)));
  const background = unchanged
    .filter(({ isZoom }) => !isZoom)
    .flatMap((crop) => spread(overlapping(crop, 0, NEAR.from)));
  return {
    photoSha256: photoSha256(photo),
    box,
    positive: positive.map(({ embedding }) => embedding),
    shifts: positive.map(({ shift }) => shift),
    near: likeliest(near, MOST.near),
    background: likeliest(background, MOST.background),
  };
}

/**
 * What a photo that does not show a thing shows instead.
 *
 * @throws MirrorError `environment` where the detector cannot make embeddings
 */
export async function describeNegative(detector: Detector, photo: Photo): Promise<TaughtNegative> {
  const { width, height } = photo.pixels;
  const picture = { x: 0, y: 0, width, height };
  const logitScale = logitScaleOf(detector);
  const looks = await lookAt(detector, photo.pixels, layOutViews(photo.pixels));
  const anchors = looks.flatMap((look) => spread(embedAnchors(look, { picture, logitScale })));
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

/** A crop of a variation of the photo. */
interface Crop {
  readonly anchors: readonly EmbeddedAnchor[];
  /** The drawn box in the variation. */
  readonly box: Box;
  /** Whether it shows what the camera did not: a mirrored picture, or another brightness. */
  readonly isChanged: boolean;
  readonly isZoom: boolean;
}

/** The five crops of any photo, three zooms on the box, and some of them mirrored, darker and lighter: 16 in all. */
async function lookAtVariations(
  detector: Detector,
  { picture, box }: { readonly picture: Raster; readonly box: Box },
): Promise<Crop[]> {
  const logitScale = logitScaleOf(detector);
  const { width, height } = picture;
  const frame = { x: 0, y: 0, width, height };
  const views = layOutViews(picture);
  const [whole] = views as [View];
  const zooms = zoomsOn(box, frame).map((zoom): View => ({ box: zoom }));
  const mirrored = [whole, ...zooms].map((view): View => ({ box: mirrorBox(view.box, width) }));
  const relit = [whole, ...zooms.slice(1, 2)];
  const variations = [
    { picture, box, views: [...views, ...zooms], isChanged: false },
    {
      picture: mirrorRaster(picture),
      box: mirrorBox(box, width),
      views: mirrored,
      isChanged: true,
    },
    ...BRIGHTNESSES.map((factor) => ({
      picture: scaleLevels(picture, factor),
      box,
      views: relit,
      isChanged: true,
    })),
  ];
  const crops: Crop[] = [];
  for (const { picture, box, views, isChanged } of variations) {
    for (const look of await lookAt(detector, picture, views)) {
      crops.push({
        anchors: embedAnchors(look, { picture: frame, logitScale }),
        box,
        isChanged,
        isZoom: zooms.includes(look.view),
      });
    }
  }
  return crops;
}

async function lookAt(
  detector: Detector,
  picture: Raster,
  views: readonly View[],
): Promise<Look[]> {
  const boxes = views.map((view) => view.box);
  const passes = await detector.look(picture, boxes, { withMaps: true });
  return passes.map((pass, i) => ({ view: views[i] as View, pass }));
}

function logitScaleOf({ logitScale }: Detector): LogitScale {
  if (logitScale === undefined) throw noEmbedding();
  return logitScale;
}

interface RankedAnchor extends EmbeddedAnchor {
  readonly overlap: number;
  /** From the anchor to the drawn box. */
  readonly shift: BoxShift;
}

function positiveOf({ anchors, box }: Crop): RankedAnchor[] {
  const ranked = anchors.map((anchor) => ({
    ...anchor,
    overlap: intersectionOverUnion(anchor.box, box),
    shift: shiftBetween(anchor.box, box),
  }));
  return best(
    ranked.filter(({ overlap }) => overlap >= ON_BOX),
    MOST_OF_A_CROP,
  );
}

function best(anchors: readonly RankedAnchor[], most: number): RankedAnchor[] {
  return [...anchors].sort((a, b) => b.overlap - a.overlap).slice(0, most);
}

function overlapping({ anchors, box }: Crop, from: number, below: number): EmbeddedAnchor[] {
  return anchors.filter((anchor) => {
    const overlap = intersectionOverUnion(anchor.box, box);
    return overlap >= from && overlap < below;
  });
}

/** Of anchors at one place only the first; at most `most`. */
export function spread(
  anchors: readonly EmbeddedAnchor[],
  most = Number.POSITIVE_INFINITY,
): EmbeddedAnchor[] {
  const kept: EmbeddedAnchor[] = [];
  for (const anchor of anchors) {
    if (kept.length === most) break;
    const isTaken = kept.some(({ box }) => intersectionOverUnion(box, anchor.box) > SAME_PLACE);
    if (!isTaken) kept.push(anchor);
  }
  return kept;
}

function likeliest(anchors: readonly EmbeddedAnchor[], most: number): Float32Array[] {
  return [...anchors]
    .sort((a, b) => b.largestLogit - a.largestLogit)
    .slice(0, most)
    .map(({ embedding }) => embedding);
}
