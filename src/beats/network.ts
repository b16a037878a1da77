import { ENCODED_WEIGHTS, WEIGHT_SCALES } from './networkWeights.js';
import { FEATURES, type FeatureFrames } from './onsetFeatures.js';

/** How likely each frame holds a beat, and a downbeat, 0–1. */
export interface BeatActivations {
  readonly beat: Float32Array;
  readonly downbeat: Float32Array;
}

/** Channels of the hidden layers. */
const HIDDEN = 32;
/** Beat, downbeat, and two that make four of them and stay unused. */
const OUTPUTS = 4;
/** Taps of every convolution. */
const TAPS = 5;
/** Each block looks twice as far as the one before: 511 × 2 × 2 frames to either side in all, 51 s. */
const DILATIONS = [1, 2, 4, 8, 16, 32, 64, 128, 256];

/**
 * Runs the beat network: a temporal convolutional network (Davies and Böck 2019) that is not causal, with residual blocks
 * of one dilated and one pointwise convolution, ELU between them.
 *
 * Its weights were trained by `bench/beats/fit`, which says on what.
 */
export function runNetwork({ frames, values }: FeatureFrames): BeatActivations {
  const { input, blocks, output } = networkLayers();
  let signal = convolve(values, { frames, ...input });
  elu(signal);
  for (const { dilated, pointwise } of blocks) {
    const inner = convolve(signal, { frames, ...dilated });
    elu(inner);
    const outer = convolve(inner, { frames, ...pointwise });
    for (let i = 0; i < signal.length; i++) {
      outer[i] = (outer[i] as number) + (signal[i] as number);
    }
    signal = outer;
  }
  elu(signal);
  const logits = convolve(signal, { frames, ...output });
  const beat = new Float32Array(frames);
  const downbeat = new Float32Array(frames);
  for (let frame = 0; frame < frames; frame++) {
    beat[frame] = sigmoid(logits[frame * OUTPUTS] as number);
    downbeat[frame] = sigmoid(logits[frame * OUTPUTS + 1] as number);
  }
  return { beat, downbeat };
}

/** One convolution over time. */
interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  readonly taps: number;
  readonly dilation: number;
  /** [outputs, taps, inputs]. */
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
}

/**
 * Four outputs at a time, so that four sums stay in registers and share each value that is read: a third of the time of
 * one after another.
 *
 * @param signal [frames, inputs], zero outside
 * @returns [frames, outputs]
 */
function convolve(signal: Float32Array, layer: Layer & { readonly frames: number }): Float32Array {
  const { frames, inputs, outputs, taps, dilation, kernel, bias } = layer;
  const result = new Float32Array(frames * outputs);
  const middle = (taps - 1) / 2;
  const row = taps * inputs;
  for (let frame = 0; frame < frames; frame++) {
    for (let o = 0; o < outputs; o += 4) {
      let a = bias[o] as number;
      let b = bias[o + 1] as number;
      let c = bias[o + 2] as number;
      let d = bias[o + 3] as number;
      for (let tap = 0; tap < taps; tap++) {
        const from = frame + (tap - middle) * dilation;
        if (from < 0 || from >= frames) continue;
        const at = from * inputs;
        const k = o * row + tap * inputs;
        for (let i = 0; i < inputs; i++) {
          const value = signal[at + i] as number;
          a += value * (kernel[k + i] as number);
          b += value * (kernel[k + row + i] as number);
          c += value * (kernel[k + 2 * row + i] as number);
          d += value * (kernel[k + 3 * row + i] as number);
        }
      }
      const place = frame * outputs + o;
      result[place] = a;
      result[place + 1] = b;
      result[place + 2] = c;
      result[place + 3] = d;
    }
  }
  return result;
}

function elu(values: Float32Array): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (value < 0) values[i] = Math.expm1(value);
  }
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

interface Layers {
  readonly input: Layer;
  readonly blocks: readonly { readonly dilated: Layer; readonly pointwise: Layer }[];
  readonly output: Layer;
}

let layers: Layers | undefined;

/** The layers, decoded at the first call. */
function networkLayers(): Layers {
  layers ??= decodeLayers();
  return layers;
}

/**
 * The weights as they are published: a signed byte each, times a scale for each array; kernel and bias of the input
 * layer, of both convolutions of each block, and of the output layer.
 */
function decodeLayers(): Layers {
  const bytes = new Int8Array(Buffer.from(ENCODED_WEIGHTS, 'base64'));
  let place = 0;
  let array = 0;
  const next = (length: number): Float32Array => {
    const scale = WEIGHT_SCALES[array++] as number;
    const values = Float32Array.from(bytes.subarray(place, place + length), (byte) => byte * scale);
    place += length;
    return values;
  };
  const layer = (inputs: number, outputs: number, taps: number, dilation = 1): Layer => {
    const kernel = next(taps * inputs * outputs);
    return { inputs, outputs, taps, dilation, kernel, bias: next(outputs) };
  };
  return {
    input: layer(FEATURES, HIDDEN, TAPS),
    blocks: DILATIONS.map((dilation) => ({
      dilated: layer(HIDDEN, HIDDEN, TAPS, dilation),
      pointwise: layer(HIDDEN, HIDDEN, 1),
    })),
    output: layer(HIDDEN, OUTPUTS, 1),
  };
}
