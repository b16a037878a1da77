import { logistic } from '../math/logistic.js';
import { ENCODED_WEIGHTS, WEIGHT_SCALES } from './networkWeights.js';
import { FEATURES, type FeatureFrames } from './onsetFeatures.js';

/** How likely each frame holds a beat, and a downbeat, 0–1. */
export interface BeatActivations {
  readonly beat: Float32Array;
  readonly downbeat: Float32Array;
}

/** Channels of the hidden layers. */
const HIDDEN = 48;
/** Beat and downbeat; two more stay unused, since outputs are computed by fours. */
const OUTPUTS = 4;
/** Taps of every convolution. */
const TAPS = 5;
/**
 * Each block reaches twice as far as the one before, two taps to either side of the middle one: with all of them an output depends on
 * 2 × 511 frames before it and as many after it, 51 s in all.
 */
const DILATIONS = [1, 2, 4, 8, 16, 32, 64, 128, 256];

/**
 * Runs the beat network: a temporal convolutional network (Davies and Böck 2019) that is not causal, with residual blocks
 * of one dilated and one pointwise convolution, ELU between them.
 *
 * Its weights were trained by `bench/beats/fit`, which says on what.
 */
export function runNetwork({ frames, values }: FeatureFrames): BeatActivations {
  const { input, blocks, output } = networkLayers();
  let signal = convolve(Float64Array.from(values), { frames, ...input });
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
    beat[frame] = logistic(logits[frame * OUTPUTS] as number);
    downbeat[frame] = logistic(logits[frame * OUTPUTS + 1] as number);
  }
  return { beat, downbeat };
}

/** One convolution over time. */
interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  readonly taps: number;
  readonly dilation: number;
  /** [outputs / 4, taps, inputs, 4]. */
  readonly kernel: Float64Array;
  readonly bias: Float64Array;
}

/**
 * Four outputs of two frames at a time, so that eight sums stay in registers and share each value that is read. Doubles, since
 * JavaScript multiplies nothing else. Half the time (0.54) of four outputs of one frame in floats, on one machine.
 *
 * @param signal [frames, inputs], zero outside
 * @returns [frames, outputs]
 */
function convolve(signal: Float64Array, layer: Layer & { readonly frames: number }): Float64Array {
  const { frames, inputs, outputs, taps, dilation, kernel, bias } = layer;
  const evenFrames = frames + (frames % 2);
  const padding = ((taps - 1) / 2) * dilation;
  const padded = new Float64Array((evenFrames + 2 * padding) * inputs);
  padded.set(signal, padding * inputs);
  const result = new Float64Array(evenFrames * outputs);
  for (let o = 0; o < outputs; o += 4) {
    for (let frame = 0; frame < evenFrames; frame += 2) {
      let a = bias[o] as number;
      let b = bias[o + 1] as number;
      let c = bias[o + 2] as number;
      let d = bias[o + 3] as number;
      let nextA = a;
      let nextB = b;
      let nextC = c;
      let nextD = d;
      let k = o * taps * inputs;
      for (let tap = 0; tap < taps; tap++) {
        const from = (frame + tap * dilation) * inputs;
        for (let at = from; at < from + inputs; at++, k += 4) {
          const value = padded[at] as number;
          const next = padded[at + inputs] as number;
          const kernelA = kernel[k] as number;
          const kernelB = kernel[k + 1] as number;
          const kernelC = kernel[k + 2] as number;
          const kernelD = kernel[k + 3] as number;
          a += value * kernelA;
          b += value * kernelB;
          c += value * kernelC;
          d += value * kernelD;
          nextA += next * kernelA;
          nextB += next * kernelB;
          nextC += next * kernelC;
          nextD += next * kernelD;
        }
      }
      const place = frame * outputs + o;
      result[place] = a;
      result[place + 1] = b;
      result[place + 2] = c;
      result[place + 3] = d;
      result[place + outputs] = nextA;
      result[place + outputs + 1] = nextB;
      result[place + outputs + 2] = nextC;
      result[place + outputs + 3] = nextD;
    }
  }
  return result.subarray(0, frames * outputs);
}

function elu(values: Float64Array): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (value < 0) values[i] = Math.expm1(value);
  }
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
  const next = (length: number): Float64Array => {
    const scale = WEIGHT_SCALES[array++] as number;
    const values = Float64Array.from(bytes.subarray(place, place + length), (byte) => byte * scale);
    place += length;
    return values;
  };
  const layer = (inputs: number, outputs: number, taps: number, dilation = 1): Layer => {
    const kernel = byFours(next(taps * inputs * outputs), taps * inputs);
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

/** [outputs, row] becomes [outputs / 4, row, 4]. */
function byFours(kernel: Float64Array, row: number): Float64Array {
  return kernel.map((_, k) => {
    const within = k % (4 * row);
    return kernel[k - within + (within % 4) * row + Math.floor(within / 4)] as number;
  });
}
