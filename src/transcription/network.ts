import type { GraphModel } from '@tensorflow/tfjs-converter';
import type * as Tensorflow from '@tensorflow/tfjs-core';
import { MirrorError } from '../errors.js';
import { graphArtifacts } from '../tensors/graphArtifacts.js';
import type { GraphFiles } from '../tensors/graphFiles.js';
import { requireConverter, requireTensorflow } from '../tensors/tensorflow.js';
import { pitchPowers, STACK_SHAPE, stackHarmonics } from './spectrum.js';
import { WINDOW_SAMPLES } from './windows.js';

/** What the network gives for one window, for the keys from pitch 21 upward. */
export interface WindowOutput {
  /** Probability that a note sounds, 0–1, [172, 88]. */
  readonly frames: Float32Array;
  /** Probability that a note begins, 0–1, [172, 88]. */
  readonly onsets: Float32Array;
  /** How strong the sound is around the pitch itself: a power, linear, [172, 88]. */
  readonly powers: Float32Array;
}

/** Basic Pitch's graph, ready to be run. */
export interface Network {
  /** Runs the graph once on 43,844 samples. */
  readonly run: (samples: Float32Array) => Promise<WindowOutput>;
  readonly dispose: () => void;
}

/**
 * Loads Basic Pitch into the backend in use and warms it; nothing is fetched.
 * @throws MirrorError `environment` if the files do not hold its weights
 */
export async function loadNetwork(files: GraphFiles): Promise<Network> {
  const tf = requireTensorflow();
  const graph = await loadGraph(tf, files);
  try {
    const normalisation = await readNormalisation(graph);
    const run = (samples: Float32Array) => runGraph(tf, graph, { samples, normalisation });
    await run(new Float32Array(WINDOW_SAMPLES));
    return { run, dispose: () => graph.dispose() };
  } catch (cause) {
    graph.dispose();
    throw damaged(cause);
  }
}

/**
 * The graph is left at its constant-Q spectrum and entered again behind the stacking of partials, whose slices
 * and pads cost half of a run and only move numbers. The results are those of the whole graph; a test compares them.
 */
const MODEL = 'StatefulPartitionedCall/model_1';
const INPUT = 'input_2';
const SPECTRUM = `${MODEL}/cq_t2010v2_1/transpose_70`;
const STACKS = [
  `${MODEL}/harmonic_stacking/strided_slice_7`,
  `${MODEL}/harmonic-stacking-diff/strided_slice_7`,
];
const FRAMES = 'Identity_1';
const ONSETS = 'Identity_2';

interface Normalisation {
  readonly scale: number;
  readonly offset: number;
}

async function runGraph(
  tf: typeof Tensorflow,
  graph: GraphModel,
  { samples, normalisation }: { samples: Float32Array; normalisation: Normalisation },
): Promise<WindowOutput> {
  const spectrum = tf.tidy(() =>
    graph.execute({ [INPUT]: tf.tensor3d(samples, [1, WINDOW_SAMPLES, 1]) }, SPECTRUM),
  ) as Tensorflow.Tensor;
  const magnitudes = (await spectrum.data()) as Float32Array;
  spectrum.dispose();
  const outputs = tf.tidy(() => {
    const stack = tf.tensor4d(stackHarmonics(magnitudes, normalisation), [1, ...STACK_SHAPE]);
    return graph.execute(Object.fromEntries(STACKS.map((name) => [name, stack])), [FRAMES, ONSETS]);
  }) as Tensorflow.Tensor[];
  const [frames, onsets] = await Promise.all(outputs.map((output) => output.data()));
  tf.dispose(outputs);
  return {
    frames: frames as Float32Array,
    onsets: onsets as Float32Array,
    powers: pitchPowers(magnitudes),
  };
}

/** The two numbers that the trained normalisation between spectrum and stack multiplies by and adds. */
async function readNormalisation(graph: GraphModel): Promise<Normalisation> {
  const read = async (name: string) => {
    const weight = graph.weights[`${MODEL}/batch_normalization/FusedBatchNormV3/${name}`]?.[0];
    if (weight === undefined) throw new TypeError(`${name} is missing`);
    return (await weight.data())[0] as number;
  };
  return { scale: await read('Scaled'), offset: await read('Offset') };
}

async function loadGraph(tf: typeof Tensorflow, files: GraphFiles): Promise<GraphModel> {
  const { loadGraphModel } = requireConverter();
  try {
    return await loadGraphModel(tf.io.fromMemory(graphArtifacts(files)));
  } catch (cause) {
    throw damaged(cause);
  }
}

function damaged(cause: unknown): MirrorError {
  return new MirrorError(
    'environment',
    'Expected the weights of Basic Pitch in models/basic-pitch but the files there are incomplete or damaged. Reinstall sound-mirror.',
    { cause },
  );
}
