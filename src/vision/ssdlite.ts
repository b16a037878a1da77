import type * as Tensorflow from '@tensorflow/tfjs-core';
import type { GraphWeight } from '../tensors/graphWeights.js';
import { CLASS_COUNT } from './labels.js';
import { createLayers, type Layer, type Layers, scalingOf } from './layers.js';

type Tensor4D = Tensorflow.Tensor4D;

/** The network of COCO-SSD, ready to be run. */
export interface Ssdlite {
  /**
   * What the network says of its 1,917 anchors, and the two feature maps that most of it is said from.
   * @param input [1, 300, 300, 3], −1 to 1
   * @returns all in the backend's memory: the caller frees them
   */
  readonly predict: (input: Tensor4D) => {
    /** [1917, 4], as `decodeBoxes` takes them */
    readonly offsets: Tensorflow.Tensor2D;
    /** [1917, 90], 0–1 */
    readonly confidences: Tensorflow.Tensor2D;
    /** [1, 19, 19, 576], 0–6 */
    readonly fineMap: Tensor4D;
    /** [1, 10, 10, 1280], 0–6 */
    readonly coarseMap: Tensor4D;
  };
  readonly dispose: () => void;
}

/** The inverted residuals of MobileNetV2 in order; those that shrink the picture have stride 2. */
const STRIDES = [1, 2, 1, 2, 1, 1, 2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1] as const;

/** The block whose widened channels, 19 × 19 cells, are the first of the feature maps that have heads. */
const FIRST_MAP = 13;

/** The layers on top of MobileNetV2, for larger things: each halves the feature map, from 10 × 10 cells to one. */
const EXTRAS = ['2_1x1_256', '3_1x1_128', '4_1x1_128', '5_1x1_64'] as const;
const EXTRA_HALVES = ['2_3x3_s2_512', '3_3x3_s2_256', '4_3x3_s2_256', '5_3x3_s2_128'] as const;

/** Outputs of a class head for an anchor: the background first, then COCO's classes. */
const OUTCOMES = CLASS_COUNT + 1;

/**
 * SSDLite on MobileNetV2 (Sandler et al. 2018, «MobileNetV2: Inverted Residuals and Linear Bottlenecks», table 2 and
 * section 6.2), written out. TensorFlow's own reader of graphs would run the same operations one by one, 641 of them with
 * their control flow; folded into convolutions they are 114, which takes a sixth less time, and nothing has to read the
 * graph. A test holds it against the graph as published.
 *
 * @param weightNamed the published weights, as `readWeights` gives them
 * @throws RangeError where a weight is missing, Error where one has not the shape that TensorFlow expects
 */
export function buildSsdlite(
  tf: typeof Tensorflow,
  weightNamed: (name: string) => GraphWeight,
): Ssdlite {
  const layers = createLayers(tf);
  const made = makeLayersOrNone(layers, weightNamed);
  const predictTidily = (input: Tensor4D) => {
    const maps = featureMaps(tf, layers, { input, made });
    const rows = (kind: 'offsets' | 'outcomes', width: number) =>
      tf.concat2d(
        maps.map((map, i) => {
          const { depthwise, pointwise } = (made.heads[i] as Head)[kind];
          const seen = layers.convolveDepthwise(map, depthwise);
          return tf.reshape(layers.convolve(seen, pointwise, { linear: true }), [-1, width]);
        }) as Tensorflow.Tensor2D[],
        0,
      );
    const outcomes = rows('outcomes', OUTCOMES);
    const [fineMap, coarseMap] = maps as [Tensor4D, Tensor4D];
    return {
      fineMap,
      coarseMap,
      offsets: rows('offsets', 4),
      confidences: tf.sigmoid(tf.slice2d(outcomes, [0, 1], [-1, CLASS_COUNT])),
    };
  };
  return { predict: (input) => tf.tidy(() => predictTidily(input)), dispose: layers.dispose };
}

/** A depthwise convolution and the mixing of channels that follows it. */
interface Separable {
  readonly depthwise: Layer;
  readonly pointwise: Layer;
}

/** What predicts from one feature map. */
interface Head {
  readonly offsets: Separable;
  readonly outcomes: Separable;
}

interface Made {
  readonly stem: Layer;
  readonly blocks: readonly (Separable & { readonly widen?: Layer; readonly stride: 1 | 2 })[];
  readonly last: Layer;
  readonly extras: readonly (Separable & { readonly narrow: Layer })[];
  readonly heads: readonly Head[];
}

/** Leaves nothing in the backend's memory if a weight is missing. */
function makeLayersOrNone(layers: Layers, weightNamed: (name: string) => GraphWeight): Made {
  try {
    return makeLayers(layers, weightNamed);
  } catch (error) {
    layers.dispose();
    throw error;
  }
}

function makeLayers(layers: Layers, weightNamed: (name: string) => GraphWeight): Made {
  const extractor = (name: string) => `FeatureExtractor/MobilenetV2/${name}`;
  const pointwise = (name: string) =>
    layers.make(
      weightNamed(`${extractor(name)}/Conv2D/merged_input`),
      weightNamed(`${extractor(name)}/BatchNorm/batchnorm/sub`),
    );
  const depthwise = (name: string) =>
    layers.makeScaled(weightNamed(`${extractor(name)}/depthwise_weights`), {
      scale: weightNamed(`${extractor(name)}/BatchNorm/batchnorm/mul`).values,
      bias: weightNamed(`${extractor(name)}/BatchNorm/batchnorm/sub`).values,
    });
  const predictor = (name: string): Separable => {
    const normalised = (what: string) => weightNamed(`${name}_depthwise/BatchNorm/${what}`);
    const scaling = scalingOf({
      gamma: normalised('gamma'),
      beta: normalised('beta'),
      mean: normalised('moving_mean'),
      variance: normalised('moving_variance'),
    });
    return {
      depthwise: layers.makeScaled(weightNamed(`${name}_depthwise/depthwise_weights`), scaling),
      pointwise: layers.make(weightNamed(`${name}/weights`), weightNamed(`${name}/biases`)),
    };
  };
  return {
    stem: pointwise('Conv'),
    blocks: STRIDES.map((stride, i) => {
      const name = i === 0 ? 'expanded_conv' : `expanded_conv_${i}`;
      return {
        stride,
        widen: i === 0 ? undefined : pointwise(`${name}/expand`),
        depthwise: depthwise(`${name}/depthwise`),
        pointwise: pointwise(`${name}/project`),
      };
    }),
    last: pointwise('Conv_1'),
    extras: EXTRAS.map((name, i) => {
      const half = `layer_19_2_Conv2d_${EXTRA_HALVES[i]}`;
      return {
        narrow: pointwise(`layer_19_1_Conv2d_${name}`),
        depthwise: depthwise(`${half}_depthwise`),
        pointwise: pointwise(half),
      };
    }),
    heads: Array.from({ length: EXTRAS.length + 2 }, (_, i) => ({
      offsets: predictor(`BoxPredictor_${i}/BoxEncodingPredictor`),
      outcomes: predictor(`BoxPredictor_${i}/ClassPredictor`),
    })),
  };
}

/** The picture as features, from 19 × 19 cells that see small things to one that sees the whole. */
function featureMaps(
  tf: typeof Tensorflow,
  { convolve, convolveDepthwise }: Layers,
  { input, made }: { readonly input: Tensor4D; readonly made: Made },
): Tensor4D[] {
  const maps: Tensor4D[] = [];
  let x = convolve(input, made.stem, { stride: 2 });
  for (const [i, { widen, depthwise, pointwise, stride }] of made.blocks.entries()) {
    const wide = widen === undefined ? x : convolve(x, widen);
    if (i === FIRST_MAP) maps.push(wide);
    const narrow = convolve(convolveDepthwise(wide, depthwise, stride), pointwise, {
      linear: true,
    });
    // A block that changes neither size nor channels adds to what it was given.
    x = tf.util.arraysEqual(x.shape, narrow.shape) ? tf.add(x, narrow) : narrow;
  }
  x = convolve(x, made.last);
  maps.push(x);
  for (const { narrow, depthwise, pointwise } of made.extras) {
    x = convolve(convolveDepthwise(convolve(x, narrow), depthwise, 2), pointwise);
    maps.push(x);
  }
  return maps;
}
