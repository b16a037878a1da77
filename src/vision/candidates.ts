import { type Box, clipBox, intersectionOverUnion } from './box.js';
import { CLASS_COUNT, labelOf } from './labels.js';
import type { NetworkOutput } from './network.js';
import { IOU_THRESHOLD, nonMaximumSuppression } from './nonMaximumSuppression.js';
import { nearsInnerEdge, type View } from './tiles.js';

/** A crop of the picture and what the network says of it. */
export interface CropOutput {
  readonly view: View;
  readonly output: NetworkOutput;
}

/** Something that one crop proposes. */
export interface Candidate {
  /** 0–89, a column of the network's confidences. */
  readonly classIndex: number;
  /** 0–1 */
  readonly confidence: number;
  /** In pixels of the picture, inside the view. */
  readonly box: Box;
  readonly view: View;
}

/** A box that ends this near to an inner edge of its view counts as cut by it; in shares of the view. */
export const CUT_MARGIN = 0.02;

/**
 * What one crop proposes: of the boxes at least `floor` confident the strongest of each place, every label for
 * itself, so that a table does not swallow its cup. What an inner edge cuts is left to the views that show it whole.
 *
 * @param picture the frame of the whole picture, in its pixels
 * @returns strongest first
 */
export function candidatesOf(
  crop: CropOutput,
  { picture, floor }: { readonly picture: Box; readonly floor: number },
): Candidate[] {
  return nonMaximumSuppression(proposals(crop, floor)).filter(
    ({ box, view }) => !nearsInnerEdge(box, view.box, { frame: picture, margin: CUT_MARGIN }),
  );
}

/**
 * The greatest confidence a crop has in a label at a place, boxes below any floor included; 0 where it has no box.
 *
 * @param rivals other places of that label: a box that lies nearer to one of them speaks for that one
 */
export function confidenceAt(
  crop: CropOutput,
  place: { readonly classIndex: number; readonly box: Box },
  rivals: readonly Box[] = [],
): number {
  const { confidences } = crop.output;
  let strongest = 0;
  for (let i = 0; i * CLASS_COUNT < confidences.length; i++) {
    const confidence = confidences[i * CLASS_COUNT + place.classIndex] as number;
    if (confidence <= strongest) continue;
    const box = boxAt(crop, i);
    const overlap = intersectionOverUnion(box, place.box);
    if (overlap <= IOU_THRESHOLD) continue;
    if (rivals.some((rival) => intersectionOverUnion(box, rival) > overlap)) continue;
    strongest = confidence;
  }
  return strongest;
}

function proposals(crop: CropOutput, floor: number): Candidate[] {
  const { view, output } = crop;
  const found: Candidate[] = [];
  for (let i = 0; i < output.confidences.length; i++) {
    const confidence = output.confidences[i] as number;
    if (confidence < floor) continue;
    const classIndex = i % CLASS_COUNT;
    if (labelOf(classIndex) === undefined) continue;
    found.push({ classIndex, confidence, box: boxAt(crop, Math.floor(i / CLASS_COUNT)), view });
  }
  return found.sort((a, b) => b.confidence - a.confidence);
}

/** The network's box number `i`, in pixels of the picture, clipped to the view. */
export function boxAt({ view, output }: CropOutput, i: number): Box {
  const { boxes } = output;
  const top = boxes[4 * i] as number;
  const left = boxes[4 * i + 1] as number;
  const bottom = boxes[4 * i + 2] as number;
  const right = boxes[4 * i + 3] as number;
  const { x, y, width, height } = view.box;
  const box = {
    x: x + left * width,
    y: y + top * height,
    width: (right - left) * width,
    height: (bottom - top) * height,
  };
  return clipBox(box, view.box);
}
