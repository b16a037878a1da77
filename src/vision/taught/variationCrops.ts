import type { Box } from '../box.js';
import type { CropOutput } from '../candidates.js';
import type { Detector } from '../detector.js';
import type { Raster } from '../photo/photo.js';
import { layOutViews, type View } from '../tiles.js';
import { type EmbeddedAnchor, embedAnchors } from './embedAnchors.js';
import type { LogitScale } from './logitScale.js';
import { noEmbedding } from './projection.js';
import { mirrorBox, mirrorRaster, scaleLevels, zoomsOn } from './variations.js';

/** How much lighter and darker a photo of the same thing may be, as factors of its levels. */
const BRIGHTNESSES = [0.7, 1.3] as const;

/** A crop of a variation of the photo. */
export interface VariationCrop {
  readonly anchors: readonly EmbeddedAnchor[];
  /** The drawn box in the variation. */
  readonly box: Box;
  /** Whether it shows what the camera did not: a mirrored picture, or another brightness. */
  readonly isChanged: boolean;
  readonly isZoom: boolean;
}

/** The five crops of any photo, three zooms on the box, and some of them mirrored, darker and lighter: 16 in all. */
export async function inferVariations(
  detector: Detector,
  { picture, box }: { readonly picture: Raster; readonly box: Box },
): Promise<VariationCrop[]> {
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
  const crops: VariationCrop[] = [];
  for (const { picture, box, views, isChanged } of variations) {
    for (const output of await inferViews(detector, picture, views)) {
      crops.push({
        anchors: embedAnchors(output, { picture: frame, logitScale }),
        box,
        isChanged,
        isZoom: zooms.includes(output.view),
      });
    }
  }
  return crops;
}

/** What the network says of parts of a picture, its feature maps too. */
export async function inferViews(
  detector: Detector,
  picture: Raster,
  views: readonly View[],
): Promise<CropOutput[]> {
  const boxes = views.map((view) => view.box);
  const outputs = await detector.infer(picture, boxes, { withMaps: true });
  return outputs.map((output, i) => ({ view: views[i] as View, output }));
}

/** @throws MirrorError `environment` for a detector without embeddings */
export function logitScaleOf({ logitScale }: Detector): LogitScale {
  if (logitScale === undefined) throw noEmbedding();
  return logitScale;
}
