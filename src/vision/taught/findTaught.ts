import { dot } from '../../math/dot.js';
import { type Box, clipBox, intersectionOverUnion, shareInside } from '../box.js';
import type { Detection } from '../detection.js';
import type { Inference } from '../inference.js';
import { NOISE_FLOOR } from '../noiseFloor.js';
import { toWholePixels } from '../wholePixels.js';
import { decodeBox, predictOffsets } from './boxRegression.js';
import { type EmbeddedAnchor, embedAnchors } from './embedAnchors.js';
import { noEmbedding } from './projection.js';
import { anchorScore, confidenceOf } from './score.js';
import type { TaughtThing } from './taughtThing.js';

/** From this intersection over union, two anchors speak of the same place. */
const SAME_PLACE_IOU = 0.5;

/**
 * A box that overlaps a stronger one this much, or shares this much of the smaller of the two with it, is no second
 * instance: the boxes of anchors that show a thing in part are predicted less exactly, and a bookcase was found twice.
 */
const SAME_INSTANCE_IOU = 0.2;
const PART_OF = 0.5;

/** An anchor's weight in the box of its place falls with its score, by a factor of e for each of these. */
const SCORE_STEP = 0.5;

/** Most instances of one thing that are reported. */
const MOST_INSTANCES = 20;

/**
 * Where taught things stand in a photo.
 *
 * @param inference whose crops have feature maps
 * @returns best first, from `NOISE_FLOOR` up; several things may lie at one place, which `joinTaught` gives to one
 * @throws MirrorError `environment` where the crops have no feature maps
 */
export function findTaught(
  { photo, crops, logitScale }: Inference,
  things: readonly TaughtThing[],
): Detection[] {
  if (logitScale === undefined) throw noEmbedding();
  const { width, height } = photo.pixels;
  const picture = { x: 0, y: 0, width, height };
  const anchors = crops.flatMap((crop) => embedAnchors(crop, { picture, logitScale }));
  const found = things.flatMap((thing) => findThing(anchors, thing, picture));
  return found.sort(byConfidence).map(({ name, confidence, box }) => ({
    label: name,
    confidence: Math.round(confidence * 1000) / 1000,
    box: toWholePixels(box, photo),
    taught: true,
  }));
}

/** One thing at one place. */
export interface FoundThing {
  readonly name: string;
  readonly confidence: number;
  readonly box: Box;
}

/**
 * The instances of one thing among the anchors.
 *
 * @param picture the frame that the anchors lie in
 * @returns best first, from `NOISE_FLOOR` up, boxes inside the picture
 */
export function findThing(
  anchors: readonly EmbeddedAnchor[],
  thing: TaughtThing,
  picture: Box,
): FoundThing[] {
  // Most anchors of a photo show nothing like it; comparing all of them with each other would take longer than all else.
  const scored = anchors
    .map(({ box, largestLogit, embedding }) => {
      const score = anchorScore(thing, { dot: dot(thing.weights, embedding), largestLogit });
      return { box, embedding, score, confidence: confidenceOf(thing, score) };
    })
    .filter(({ confidence }) => confidence >= NOISE_FLOOR)
    .sort((a, b) => b.score - a.score)
    .map(({ box, embedding, ...rest }) => ({
      ...rest,
      box: clipBox(decodeBox(box, predictOffsets(thing.boxRegression, embedding)), picture),
    }))
    .filter(({ box }) => box.width >= 1 && box.height >= 1);
  const found: FoundThing[] = [];
  for (const { box: strongest, score, confidence } of scored) {
    if (found.length === MOST_INSTANCES) break;
    if (found.some(({ box }) => isSameInstance(box, strongest))) continue;
    const place = scored.filter(
      ({ box }) => intersectionOverUnion(box, strongest) >= SAME_PLACE_IOU,
    );
    const box = weightedMean(
      place.map((other) => ({
        box: other.box,
        weight: Math.exp((other.score - score) / SCORE_STEP),
      })),
    );
    if (found.some((other) => isSameInstance(other.box, box))) continue;
    found.push({ name: thing.name, confidence, box });
  }
  return found;
}

function isSameInstance(stronger: Box, weaker: Box): boolean {
  return (
    intersectionOverUnion(stronger, weaker) > SAME_INSTANCE_IOU ||
    shareInside(weaker, stronger) > PART_OF ||
    shareInside(stronger, weaker) > PART_OF
  );
}

/** Each edge is the mean of the boxes' edges. */
function weightedMean(boxes: readonly { readonly box: Box; readonly weight: number }[]): Box {
  const total = boxes.reduce((sum, { weight }) => sum + weight, 0);
  const mean = (of: (box: Box) => number) =>
    boxes.reduce((sum, { box, weight }) => sum + weight * of(box), 0) / total;
  return {
    x: mean(({ x }) => x),
    y: mean(({ y }) => y),
    width: mean(({ width }) => width),
    height: mean(({ height }) => height),
  };
}

/** A total order, so that the same photo always gives the same list. */
function byConfidence(a: FoundThing, b: FoundThing): number {
  return (
    b.confidence - a.confidence ||
    (a.name < b.name ? -1 : Number(a.name > b.name)) ||
    a.box.x - b.box.x ||
    a.box.y - b.box.y
  );
}
