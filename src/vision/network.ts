import { MirrorError } from '../errors.js';
import type { GraphFiles } from '../tensors/graphFiles.js';
import { readWeights } from '../tensors/graphWeights.js';
import { reserveMemory } from '../tensors/reserveMemory.js';
import { requireTensorflow } from '../tensors/tensorflow.js';
import { decodeBoxes } from './boxCoder.js';
import { INPUT_SIDE } from './networkInput.js';
import { buildSsdlite } from './ssdlite.js';

/** What the network says of one view: a confidence for every class at every one of its 1,917 boxes. */
export interface NetworkPass {
  /** [1917, 90], 0–1; a column's index is one less than COCO's class id. */
  readonly confidences: Float32Array;
  /** [1917, 4]: top, left, bottom, right in shares of the view; may reach beyond it. */
  readonly boxes: Float32Array;
}

/** COCO-SSD, ready to be run. */
export interface Network {
  /** Runs it once on an input as `toNetworkInput` gives it. */
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
  const { ssdlite, anchors } = read();
  return {
    run: async (input) => {
      const outputs = tf.tidy(() =>
        ssdlite.predict(tf.tensor4d(input, [1, INPUT_SIDE, INPUT_SIDE, 3])),
      );
      const [offsets, confidences] = await Promise.all([
        outputs.offsets.data<'float32'>(),
        outputs.confidences.data<'float32'>(),
      ]);
      tf.dispose([outputs.offsets, outputs.confidences]);
      return { confidences, boxes: decodeBoxes(offsets, anchors) };
    },
    dispose: ssdlite.dispose,
  };

  function read() {
    try {
      const weightNamed = readWeights(files);
      // A copy, so that the 18 MB of weights it is a window on can go once they are in the backend's memory.
      return {
        ssdlite: buildSsdlite(tf, weightNamed),
        anchors: weightNamed(ANCHORS).values.slice(),
      };
    } catch (cause) {
      throw damaged(cause);
    }
  }
}

function damaged(cause: unknown): MirrorError {
  return new MirrorError(
    'environment',
    'Expected the weights of COCO-SSD in models/coco-ssd but the files there are incomplete or damaged. Reinstall sound-mirror.',
    { cause },
  );
}
