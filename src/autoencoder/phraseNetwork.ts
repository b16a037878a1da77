import * as tf from '@tensorflow/tfjs-core';
import { embeddingGradient, embedEvents } from './eventEmbedding.js';
import { eventLoss } from './eventLoss.js';
import type { Parameters } from './parameters.js';
import { type PhraseParameter, type PhraseSizes, phraseShapes } from './phraseShapes.js';
import { readFloats, tidied } from './tidied.js';

/** B windows. */
export interface PhraseBatch {
  readonly windows: number;
  /** [B × window, fields]: the symbol of each field of each event, counted through the fields side by side. */
  readonly columns: Int32Array;
  /** [B, latent], draws from N(0, 1) for the reparameterisation. */
  readonly noise: Float32Array;
}

/** Mean and log variance of each window's latent, both [B, latent]; the noise is not used. */
export function encodeWindows(
  parameters: Parameters<PhraseParameter>,
  { batch, sizes }: { batch: PhraseBatch; sizes: PhraseSizes },
): { readonly mean: Float32Array; readonly logVariance: Float32Array } {
  return tidied(() => {
    const tensors = toTensors(parameters, sizes);
    const { mean, logVariance } = encode(tensors, embedWindows(parameters, { batch, sizes }));
    return { mean: readFloats(mean), logVariance: readFloats(logVariance) };
  });
}

/**
 * Loss of a batch and its gradient with respect to every parameter.
 *
 * Loss in nats: cross-entropy of an event's symbols summed over its fields, mean over events;
 * plus `klWeight` × Kullback–Leibler divergence of the latent from N(0, 1), summed over dimensions,
 * mean over windows.
 *
 * The gradients are written out rather than taped: the backward pass is a dozen matrix products,
 * and tfjs-core alone, without a package of gradients, is all it needs. A test holds them against
 * finite differences.
 */
export function phraseGradients(
  parameters: Parameters<PhraseParameter>,
  options: { batch: PhraseBatch; sizes: PhraseSizes; klWeight: number },
): { readonly loss: number; readonly gradients: Parameters<PhraseParameter> } {
  const { batch, sizes, klWeight } = options;
  return tidied(() => {
    const w = toTensors(parameters, sizes);
    const { windows, columns } = batch;
    const noise = tf.tensor2d(batch.noise, [windows, sizes.latent]);
    const features = sizes.window * sizes.embedding;

    // Forward.
    const embedded = embedWindows(parameters, { batch, sizes });
    const { encoded, mean, logVariance } = encode(w, embedded);
    const deviation = tf.exp(tf.mul(logVariance, 0.5));
    const latent = tf.add(mean, tf.mul(deviation, noise)) as tf.Tensor2D;
    const hidden = layer(latent, { kernel: w.hiddenKernel, bias: w.hiddenBias });
    const window = layer(hidden, { kernel: w.windowKernel, bias: w.windowBias });
    const rows = tf.reshape(window, [-1, sizes.embedding]) as tf.Tensor2D;
    const eventLogits = tf.add(tf.matMul(rows, w.eventKernel), w.eventBias);
    const { symbols } = sizes;
    const symbolLoss = eventLoss(readFloats(eventLogits), { columns, symbols });
    const loss = symbolLoss.loss + (klWeight * divergence(mean, logVariance)) / windows;

    // Backward: `d…` is the derivative of the loss with respect to what it names.
    const dEventLogits = tf.tensor2d(symbolLoss.gradient, eventLogits.shape as [number, number]);
    const dRows = tf.matMul(dEventLogits, transposed(w.eventKernel));
    const dWindow = throughElu(tf.reshape(dRows, [windows, features]), window);
    const dHidden = throughElu(tf.matMul(dWindow, transposed(w.windowKernel)), hidden);
    const dLatent = tf.matMul(dHidden, transposed(w.hiddenKernel));
    const dMean = tf.add(dLatent, tf.mul(mean, klWeight / windows));
    const dLogVariance = tf.mul(
      tf.add(
        tf.mul(tf.mul(dLatent, noise), deviation),
        tf.mul(tf.sub(tf.square(deviation), 1), klWeight / windows),
      ),
      0.5,
    );
    const dLatentRow = tf.concat([dMean, dLogVariance], 1) as tf.Tensor2D;
    const dEncoded = throughElu(tf.matMul(dLatentRow, transposed(w.latentKernel)), encoded);
    const dEmbedded = readFloats(tf.matMul(dEncoded, transposed(w.encoderKernel)));

    const gradients: Record<PhraseParameter, Float32Array> = {
      eventEmbedding: embeddingGradient(columns, {
        dEmbedded,
        size: sizes.embedding,
        length: parameters.eventEmbedding.length,
      }),
      encoderKernel: readFloats(tf.matMul(transposed(embedded), dEncoded)),
      encoderBias: columnSums(dEncoded),
      latentKernel: readFloats(tf.matMul(transposed(encoded), dLatentRow)),
      latentBias: columnSums(dLatentRow),
      hiddenKernel: readFloats(tf.matMul(transposed(latent), dHidden)),
      hiddenBias: columnSums(dHidden),
      windowKernel: readFloats(tf.matMul(transposed(hidden), dWindow)),
      windowBias: columnSums(dWindow),
      eventKernel: readFloats(tf.matMul(transposed(rows), dEventLogits)),
      eventBias: columnSums(dEventLogits),
    };
    return { loss, gradients };
  });
}

type Tensors = Readonly<Record<PhraseParameter, tf.Tensor2D>>;

function toTensors(parameters: Parameters<PhraseParameter>, sizes: PhraseSizes): Tensors {
  const shapes = phraseShapes(sizes);
  const names = Object.keys(shapes) as PhraseParameter[];
  const tensors = names.map((name) => [
    name,
    tf.tensor(parameters[name], [...shapes[name]], 'float32'),
  ]);
  return Object.fromEntries(tensors) as Tensors;
}

/** [B, window × embedding]: each window's events side by side. */
function embedWindows(
  { eventEmbedding: embedding }: Parameters<PhraseParameter>,
  { batch, sizes }: { batch: PhraseBatch; sizes: PhraseSizes },
): tf.Tensor2D {
  const embedded = embedEvents(batch.columns, { embedding, size: sizes.embedding });
  return tf.tensor2d(embedded, [batch.windows, sizes.window * sizes.embedding]);
}

function encode(w: Tensors, embedded: tf.Tensor2D) {
  const encoded = layer(embedded, { kernel: w.encoderKernel, bias: w.encoderBias });
  const latentRow = tf.add(tf.matMul(encoded, w.latentKernel), w.latentBias);
  const [mean, logVariance] = tf.split(latentRow, 2, 1) as [tf.Tensor2D, tf.Tensor2D];
  return { encoded, mean, logVariance };
}

function layer(input: tf.Tensor2D, { kernel, bias }: { kernel: tf.Tensor2D; bias: tf.Tensor2D }) {
  return tf.elu(tf.add(tf.matMul(input, kernel), bias)) as tf.Tensor2D;
}

/**
 * The gradient before an ELU from that after it; `output` is the ELU's: its slope is min(y, 0) + 1. The minimum is
 * written as y − relu(y), since `tf.minimum` is slow on the wasm backend: 0.7 ms of a step in a profile.
 */
function throughElu(gradient: tf.Tensor, output: tf.Tensor): tf.Tensor2D {
  return tf.mul(gradient, tf.add(tf.sub(output, tf.relu(output)), 1)) as tf.Tensor2D;
}

/** Sum of each column, in plain loops: `tf.sum` along the first axis transposes first, 0.9 ms of a step in a profile. */
function columnSums(tensor: tf.Tensor2D): Float32Array {
  const [, columns] = tensor.shape;
  const values = readFloats(tensor);
  const sums = new Float32Array(columns);
  for (let row = 0; row < values.length; row += columns) {
    for (let i = 0; i < columns; i++) sums[i] = (sums[i] as number) + (values[row + i] as number);
  }
  return sums;
}

/** Kullback–Leibler divergence of N(mean, variance) from N(0, 1), summed over all of it, in nats. */
function divergence(mean: tf.Tensor, logVariance: tf.Tensor): number {
  const terms = tf.sub(tf.sub(tf.add(tf.square(mean), tf.exp(logVariance)), logVariance), 1);
  // It is never negative, but 32-bit rounding puts it a hair below where both densities agree.
  return Math.max(0, 0.5 * (tf.sum(terms).dataSync()[0] as number));
}

/**
 * A transposed copy. On the wasm backend `matMul` with a transpose flag takes an unvectorised loop,
 * and copying first is faster: 9.5 against 27 ms a training step of 64 windows.
 */
function transposed(matrix: tf.Tensor): tf.Tensor2D {
  return tf.transpose(matrix) as tf.Tensor2D;
}
