import type * as Tensorflow from '@tensorflow/tfjs-core';
import type { GraphWeight } from '../tensors/graphWeights.js';

type Tensor4D = Tensorflow.Tensor4D;

/** A convolution in the backend's memory, with the normalisation that follows it folded into its numbers. */
export interface Layer {
  readonly filter: Tensor4D;
  /** [channels] */
  readonly bias: Tensorflow.Tensor1D;
}

/** Makes layers of published weights, and runs them. Padding is «same» throughout. */
export interface Layers {
  /** A filter that is multiplied as it stands. */
  readonly make: (filter: GraphWeight, bias: GraphWeight) => Layer;
  /** A filter whose output channels are scaled. */
  readonly makeScaled: (filter: GraphWeight, scaling: Scaling) => Layer;
  /** Mixes the channels; cut to 0–6 (ReLU6) unless `linear`. */
  readonly convolve: (x: Tensor4D, layer: Layer, options?: LayerOptions) => Tensor4D;
  /** Each channel by itself; cut to 0–6. */
  readonly convolveDepthwise: (x: Tensor4D, layer: Layer, stride?: 1 | 2) => Tensor4D;
  /** Frees every layer that was made. */
  readonly dispose: () => void;
}

interface LayerOptions {
  readonly stride?: 1 | 2;
  readonly linear?: boolean;
}

/** y = x · scale + bias, channel by channel. */
export interface Scaling {
  readonly scale: Float32Array;
  readonly bias: Float32Array;
}

/** What is added to a variance before its root is taken: `epsilon` of every normalisation in the graph. */
const EPSILON = 0.001;

/**
 * A batch normalisation as the scaling that it is once it has been trained.
 * @throws RangeError for a variance below zero: then these are other numbers, say of shards that have changed places
 */
export function scalingOf(normalisation: {
  readonly gamma: GraphWeight;
  readonly beta: GraphWeight;
  readonly mean: GraphWeight;
  readonly variance: GraphWeight;
}): Scaling {
  const { gamma, beta, mean, variance } = normalisation;
  if (!variance.values.every((value) => value >= 0)) throw new RangeError('no variance');
  const scale = gamma.values.map(
    (value, i) => value / Math.sqrt((variance.values[i] as number) + EPSILON),
  );
  const bias = beta.values.map(
    (value, i) => value - (mean.values[i] as number) * (scale[i] as number),
  );
  return { scale, bias };
}

export function createLayers(tf: typeof Tensorflow): Layers {
  const made: Layer[] = [];
  const keep = (values: Float32Array, shape: readonly number[], bias: Float32Array): Layer => {
    const layer = {
      filter: tf.tensor4d(values, shape as [number, number, number, number]),
      bias: tf.tensor1d(bias),
    };
    made.push(layer);
    return layer;
  };
  return {
    make: (filter, bias) => keep(filter.values, filter.shape, bias.values),
    makeScaled: ({ values, shape }, { scale, bias }) => {
      // The channels come last, in a depthwise filter as well: [height, width, channels, 1].
      const scaled = values.map((value, i) => value * (scale[i % scale.length] as number));
      return keep(scaled, shape, bias);
    },
    convolve: (x, { filter, bias }, { stride = 1, linear = false } = {}) =>
      tf.fused.conv2d({
        x,
        filter,
        bias,
        strides: stride,
        pad: 'same',
        activation: linear ? 'linear' : 'relu6',
      }),
    convolveDepthwise: (x, { filter, bias }, stride = 1) =>
      tf.fused.depthwiseConv2d({
        x,
        filter,
        bias,
        strides: stride,
        pad: 'same',
        activation: 'relu6',
      }),
    dispose: () => {
      for (const { filter, bias } of made) tf.dispose([filter, bias]);
    },
  };
}
