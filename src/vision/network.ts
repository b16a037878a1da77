import type * as Tensorflow from '@tensorflow/tfjs-core';
import { MirrorError } from '../errors.js';
import type { GraphFiles } from '../tensors/graphFiles.js';
import { readWeights } from '../tensors/graphWeights.js';
import { reserveMemory } from '../tensors/reserveMemory.js';
import { requireTensorflow } from '../tensors/tensorflow.js';
import { decodeBoxes } from './boxCoder.js';
import { INPUT_SIDE } from './networkInput.js';
import { buildSsdlite, type Ssdlite } from './ssdlite.js';
import type { ProjectedMaps } from './taught/projectedMaps.js';
import { buildProjection, type Projection } from './taught/projection.js';

/** What the network says of one view: a confidence for every class at every one of its 1,917 boxes. */
export interface NetworkOutput {
  /** [1917, 90], 0–1; a column's index is one less than COCO's class id. */
  readonly confidences: Float32Array;
  /** Shape 1917 × 4: top, left, bottom, right in shares of the view; may reach beyond it. */
  readonly boxes: Float32Array;
  /** For embeddings; only where they were asked for. */
  readonly maps?: ProjectedMaps;
}

/** The network as it ships. */
export interface DetectorFiles extends GraphFiles {
  /** What makes embeddings of its feature maps; without it nothing can be taught. */
  readonly embedding?: GraphFiles;
}

export interface RunOptions {
  /** Whether the feature maps are wanted too: 300 KB for each view. */
  readonly withMaps?: boolean;
}

/** COCO-SSD, ready to be run. */
export interface Network {
  /**
   * Runs it once on an input as `toNetworkInput` gives it.
   * @throws MirrorError `environment` where only now the weights turn out not to fit
   */
  readonly run: (input: Float32Array, options?: RunOptions) => Promise<NetworkOutput>;
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
export async function loadNetwork(files: DetectorFiles): Promise<Network> {
  const tf = requireTensorflow();
  reserveMemory(MEGABYTES);
  const { ssdlite, anchors } = readNetwork(tf, files);
  // Made when it is first asked for: most collections have nothing taught.
  let projection: Projection | undefined;
  return {
    run: async (input, { withMaps = false } = {}) => {
      if (withMaps) projection ??= buildProjection(tf, files.embedding);
      const { offsets, confidences, maps } = predict(tf, ssdlite, { input, projection, withMaps });
      const [encoded, scores, fine, coarse] = await Promise.all([
        offsets.data<'float32'>(),
        confidences.data<'float32'>(),
        maps?.fine.data<'float32'>(),
        maps?.coarse.data<'float32'>(),
      ]);
      tf.dispose([offsets, confidences, ...(maps ? [maps.fine, maps.coarse] : [])]);
      const output = { confidences: scores, boxes: decodeBoxes(encoded, anchors) };
      return fine && coarse ? { ...output, maps: { fine, coarse } } : output;
    },
    dispose: () => {
      ssdlite.dispose();
      projection?.dispose();
    },
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

interface Prediction {
  readonly input: Float32Array;
  readonly projection: Projection | undefined;
  readonly withMaps: boolean;
}

function predict(tf: typeof Tensorflow, ssdlite: Ssdlite, options: Prediction) {
  const { input, projection, withMaps } = options;
  try {
    return tf.tidy(() => {
      const { offsets, confidences, fineMap, coarseMap } = ssdlite.predict(
        tf.tensor4d(input, [1, INPUT_SIDE, INPUT_SIDE, 3]),
      );
      const maps = withMaps ? projection?.project({ fineMap, coarseMap }) : undefined;
      return { offsets, confidences, maps };
    });
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
