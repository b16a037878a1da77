import type * as Tensorflow from '@tensorflow/tfjs-core';
import { MirrorError } from '../errors.js';
import type { GraphFiles } from '../tensors/graphFiles.js';
import { readWeights } from '../tensors/graphWeights.js';
import { reserveMemory } from '../tensors/reserveMemory.js';
import { requireTensorflow } from '../tensors/tensorflow.js';
import { decodeBoxes } from './boxCoder.js';
import { INPUT_SIDE } from './networkInput.js';
import { buildSsdlite, type Ssdlite } from './ssdlite.js';

/** What the network says of one view: a confidence for every class at every one of its 1,917 boxes. */
export interface NetworkPass {
  /** [1917, 90], 0–1; a column's index is one less than COCO's class id. */
  readonly confidences: Float32Array;
  /** [1917, 4]: top, left, bottom, right in shares of the view; may reach beyond it. */
  readonly boxes: Float32Array;
}

/** COCO-SSD, ready to be run. */
export interface Network {
  /**
   * Runs it once on an input as `toNetworkInput` gives it.
   * @throws MirrorError `environment` where only now the weights turn out not to fit
   */
  readonly run: (input: Float32Array) => Promise<NetworkPass>;
  readonly dispose: () => void;
}

/** The boxes that the network knows, [1, 1917, 4]; what it says is said of these. */
const ANCHORS = 'Postprocessor/ExpandDims';

/** What the weights, twice, and the largest layers take, as measured. */
const MEGABYTES = 110;

/**
 * Loads COCO-SSD (ssdlite_mobilenet_v2) into the backend in use; nothing is fetched.
 * @throws MirrorError `environment` if the files do not hold its weights
 */
export async function loadNetwork(files: GraphFiles): Promise<Network> {
  const tf = requireTensorflow();
  reserveMemory(MEGABYTES);
  const { ssdlite, anchors } = readNetwork(tf, files);
  return {
    run: async (input) => {
      const { offsets, confidences } = predict(tf, ssdlite, input);
      const [shifts, sureness] = await Promise.all([
        offsets.data<'float32'>(),
        confidences.data<'float32'>(),
      ]);
      tf.dispose([offsets, confidences]);
      return { confidences: sureness, boxes: decodeBoxes(shifts, anchors) };
    },
    dispose: ssdlite.dispose,
  };
}

/** Apart from what runs, so that the files can go once their numbers are in the backend's memory. */
function readNetwork(tf: typeof Tensorflow, files: GraphFiles) {
  try {
    const weightNamed = readWeights(files);
    return {
      ssdlite: buildSsdlite(tf, weightNamed),
      // A copy, for it is a window on a shard.
      anchors: weightNamed(ANCHORS).values.slice(),
    };
  } catch (cause) {
    throw damaged(cause);
  }
}

function predict(tf: typeof Tensorflow, ssdlite: Ssdlite, input: Float32Array) {
  try {
    return tf.tidy(() => ssdlite.predict(tf.tensor4d(input, [1, INPUT_SIDE, INPUT_SIDE, 3])));
  } catch (cause) {
    throw damaged(cause);
  }
}

function damaged(cause: unknown): MirrorError {
  return new MirrorError(
    'environment',
    'Expected the weights of COCO-SSD in models/coco-ssd but the files there are incomplete or damaged. Reinstall sound-mirror.',
    { cause },
  );
}
