import { createRequire } from 'node:module';
import { detectObjects, readDetectorFiles } from 'sound-mirror';
import { graphArtifacts } from '../../dist/tensors/graphArtifacts.js';
import { intersectionOverUnion, shareInside } from '../../dist/vision/box.js';
import { candidatesOf } from '../../dist/vision/candidates.js';
import { labelOf } from '../../dist/vision/labels.js';
import { NOISE_FLOOR as FLOOR } from '../../dist/vision/noiseFloor.js';
import { IOU_THRESHOLD } from '../../dist/vision/nonMaximumSuppression.js';
import { layOutViews } from '../../dist/vision/tiles.js';

/** Of two boxes of one label, the one that lies this much inside the other is dropped by plain merging. */
const INSIDE = 0.7;

/** What plain merging makes of a tile's confidence. */
const TILE_FACTOR = 0.95;

/** Asked for less, coco-ssd's own `detect` merges boxes that overlap less: it takes the one figure for both. */
const OWN_FLOOR = 0.4;

/** coco-ssd's own `detect`, once over the photo: one merging for all labels, 20 boxes at most. */
export async function loadOwnDetect() {
  const require = createRequire(import.meta.url);
  const tf = require('@tensorflow/tfjs-core');
  const modelUrl = tf.io.fromMemory(graphArtifacts(await readDetectorFiles()));
  const model = await require('@tensorflow-models/coco-ssd').load({ modelUrl });
  return async ({ pixels }) => {
    const picture = tf.tensor3d(pixels.data, [pixels.height, pixels.width, 3], 'int32');
    const found = await model.detect(picture, 20, OWN_FLOOR);
    picture.dispose();
    return found
      .map(({ class: label, score: confidence, bbox: [x, y, width, height] }) => ({
        label,
        confidence,
        box: { x, y, width, height },
      }))
      .sort(byConfidence);
  };
}

/** The network's raw outputs for the whole photo, the surest box of each place and label. */
export function lookOnce({ pixels }, outputs) {
  return told(proposals(pixels, outputs).filter(({ view }) => view.tileOf === undefined));
}

/** The whole photo and its tiles, whose confidences count a little less; of two boxes of one thing the surer. */
export function mergePlainly({ pixels }, outputs) {
  const sorted = proposals(pixels, outputs)
    .map((one) => (one.view.tileOf ? { ...one, confidence: TILE_FACTOR * one.confidence } : one))
    .sort(byConfidence);
  const kept = [];
  for (const one of sorted) if (!kept.some((other) => isSame(one, other))) kept.push(one);
  return told(kept);
}

/** What the program does. */
export async function lookAsTheProgramDoes(photo, outputs) {
  const detector = { infer: async () => outputs };
  return await detectObjects(detector, photo, { minConfidence: FLOOR });
}

/** The same with `careful`: the passes that are there already are not run again. */
export async function lookCarefully(photo, outputs, { infer }) {
  const detector = {
    infer: async (picture, views) =>
      picture === photo.pixels
        ? [...outputs, ...(await infer(picture, views.slice(outputs.length)))]
        : infer(picture, views),
  };
  return await detectObjects(detector, photo, { minConfidence: FLOOR, careful: true });
}

/** The views that the program looks at: the whole photo and its tiles. */
export function viewsOf({ pixels: { width, height } }) {
  return layOutViews({ x: 0, y: 0, width, height });
}

function proposals(pixels, outputs) {
  const picture = { x: 0, y: 0, width: pixels.width, height: pixels.height };
  return viewsOf({ pixels }).flatMap((view, i) =>
    candidatesOf({ view, output: outputs[i] }, { picture, floor: FLOOR }),
  );
}

function isSame(one, other) {
  return (
    one.classIndex === other.classIndex &&
    (intersectionOverUnion(one.box, other.box) > IOU_THRESHOLD ||
      Math.max(shareInside(one.box, other.box), shareInside(other.box, one.box)) > INSIDE)
  );
}

function told(candidates) {
  return candidates
    .map(({ classIndex, confidence, box }) => ({ label: labelOf(classIndex), confidence, box }))
    .sort(byConfidence);
}

function byConfidence(a, b) {
  return b.confidence - a.confidence;
}
