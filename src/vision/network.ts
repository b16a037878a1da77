import type { GraphModel } from '@tensorflow/tfjs-converter';
import type * as Tensorflow from '@tensorflow/tfjs-core';
import { MirrorError } from '../errors.js';
import { type GraphFiles, graphArtifacts } from '../tensors/graphFiles.js';
import { INPUT_SIDE } from './networkInput.js';

/** What the network says of one view: a confidence for every class at every one of its 1,917 boxes. */
export interface NetworkPass {
  /** [1917, 90], 0–1; a column's index is one less than COCO's class id. */
  readonly confidences: Float32Array;
  /** [1917, 4]: top, left, bottom, right in shares of the view; may reach beyond it. */
  readonly boxes: Float32Array;
}

/** COCO-SSD's graph, ready to be run. */
export interface Network {
  /**
   * Runs the graph once on an input as `toNetworkInput` gives it.
   * @throws MirrorError `environment` where only now the weights turn out not to fit
   */
  readonly run: (input: Float32Array) => Promise<NetworkPass>;
  readonly dispose: () => void;
}

/**
 * Loads COCO-SSD (ssdlite_mobilenet_v2) into the backend in use; nothing is fetched.
 * @throws MirrorError `environment` if the files do not hold its weights
 */
export async function loadNetwork(files: GraphFiles): Promise<Network> {
  const tf = await import('@tensorflow/tfjs-core');
  const graph = await loadGraph(tf, files);
  return {
    run: async (input) => {
      const outputs = execute(tf, graph, input);
      const [confidences, boxes] = await Promise.all(outputs.map((output) => output.data()));
      tf.dispose(outputs);
      return { confidences: confidences as Float32Array, boxes: boxes as Float32Array };
    },
    dispose: () => graph.dispose(),
  };
}

/**
 * The graph is entered behind its preprocessor, whose loops of control flow cost a third of a pass and only
 * scale pixels, and left at its raw outputs. coco-ssd's own `load` would run it once from the front to warm it: 250 ms,
 * after which the first pass from here is no faster. The results are those of the whole graph; a test compares them.
 */
const INPUT = 'Preprocessor/sub';
const CONFIDENCES = 'Postprocessor/Slice';
const BOXES = 'Postprocessor/ExpandDims_1';

function execute(
  tf: typeof Tensorflow,
  graph: GraphModel,
  input: Float32Array,
): Tensorflow.Tensor[] {
  try {
    return tf.tidy(() => {
      const square = tf.tensor4d(input, [1, INPUT_SIDE, INPUT_SIDE, 3]);
      return graph.execute({ [INPUT]: square }, [CONFIDENCES, BOXES]) as Tensorflow.Tensor[];
    });
  } catch (cause) {
    throw damaged(cause);
  }
}

async function loadGraph(tf: typeof Tensorflow, files: GraphFiles): Promise<GraphModel> {
  const { loadGraphModel } = await import('@tensorflow/tfjs-converter');
  try {
    return await loadGraphModel(tf.io.fromMemory(graphArtifacts(files)));
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
