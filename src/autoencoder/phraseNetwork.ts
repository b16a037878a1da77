import * as tf from '@tensorflow/tfjs-core';
import { embeddingGradient, embedEvents } from './eventEmbedding.js';
import { eventLoss } from './eventLoss.js';
import { type Matrix, multiply } from './matrixProduct.js';
import type { Parameters } from './parameters.js';
import type { PhraseParameter, PhraseSizes } from './phraseShapes.js';
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
  const embedded = embedWindows(parameters, { batch, sizes });
  const { mean, logVariance } = encode(parameters, { embedded, sizes });
  return { mean: mean.values, logVariance: logVariance.values };
}

/**
 * Loss of a batch and its gradient with respect to every parameter.
 *
 * Loss in nats: cross-entropy of an event's symbols summed over its fields, mean over events;
 * plus `klWeight` × Kullback–Leibler divergence of the latent from N(0, 1), summed over dimensions,
 * mean over windows.
 *
 * The gradients are written out rather than taped: the backward pass is a dozen matrix products.
 * A test holds them against finite differences. Between the products stand plain loops, which round to 32 bits after
 * each operation as TensorFlow does; from TensorFlow come the exponentials.
 */
export function phraseGradients(
  parameters: Parameters<PhraseParameter>,
  options: { batch: PhraseBatch; sizes: PhraseSizes; klWeight: number },
): { readonly loss: number; readonly gradients: Parameters<PhraseParameter> } {
  const { batch, sizes, klWeight } = options;
  const { windows, columns, noise } = batch;
  const { latent: latents, hidden: width, embedding, window: events, symbols } = sizes;
  const features = events * embedding;
  const p = parameters;

  // Forward.
  const embedded = embedWindows(p, { batch, sizes });
  const { encoded, mean, logVariance } = encode(p, { embedded, sizes });
  const deviation = halfExponential(logVariance.values);
  const latent = matrix(windows, latents, (i) =>
    fround(at(mean.values, i) + fround(at(deviation, i) * at(noise, i))),
  );
  const hidden = eluLayer(latent, { kernel: p.hiddenKernel, bias: p.hiddenBias });
  const window = eluLayer(hidden, { kernel: p.windowKernel, bias: p.windowBias });
  const rows: Matrix = { values: window.values, rows: windows * events, columns: embedding };
  const logits = layer(rows, { kernel: p.eventKernel, bias: p.eventBias });
  const symbolLoss = eventLoss(logits.values, { columns, symbols });
  const loss = symbolLoss.loss + (klWeight * divergence(mean.values, logVariance.values)) / windows;

  // Backward: `d…` is the derivative of the loss with respect to what it names.
  const dLogits: Matrix = { ...logits, values: symbolLoss.gradient };
  const dRows = multiply(dLogits, backwards(p.eventKernel, embedding));
  const dWindow = throughElu(dRows, window);
  const dHidden = throughElu(multiply(dWindow, backwards(p.windowKernel, width)), hidden);
  const dLatent = multiply(dHidden, backwards(p.hiddenKernel, latents));
  const pull = fround(klWeight / windows);
  const dLatentRow = matrix(windows, 2 * latents, (i) => {
    const column = i % (2 * latents);
    const from = (i - column) / 2 + (column % latents);
    if (column < latents) return fround(at(dLatent, from) + fround(at(mean.values, from) * pull));
    const spread = at(deviation, from);
    const ofNoise = fround(fround(at(dLatent, from) * at(noise, from)) * spread);
    return fround(fround(ofNoise + fround(fround(fround(spread * spread) - 1) * pull)) * 0.5);
  });
  const dEncoded = throughElu(multiply(dLatentRow, backwards(p.latentKernel, width)), encoded);
  const dEmbedded = multiply(dEncoded, backwards(p.encoderKernel, features));

  const gradients: Record<PhraseParameter, Float32Array> = {
    eventEmbedding: embeddingGradient(columns, {
      dEmbedded,
      size: embedding,
      length: p.eventEmbedding.length,
    }),
    encoderKernel: multiply(transposed(embedded), dEncoded),
    encoderBias: columnSums(dEncoded),
    latentKernel: multiply(transposed(encoded), dLatentRow),
    latentBias: columnSums(dLatentRow),
    hiddenKernel: multiply(transposed(latent), dHidden),
    hiddenBias: columnSums(dHidden),
    windowKernel: multiply(transposed(hidden), dWindow),
    windowBias: columnSums(dWindow),
    eventKernel: multiply(transposed(rows), dLogits),
    eventBias: columnSums(dLogits),
  };
  return { loss, gradients };
}

const { fround } = Math;

/** [B, window × embedding]: each window's events side by side. */
function embedWindows(
  { eventEmbedding: embedding }: Parameters<PhraseParameter>,
  { batch, sizes }: { batch: PhraseBatch; sizes: PhraseSizes },
): Matrix {
  const values = embedEvents(batch.columns, { embedding, size: sizes.embedding });
  return { values, rows: batch.windows, columns: sizes.window * sizes.embedding };
}

function encode(
  p: Parameters<PhraseParameter>,
  { embedded, sizes }: { embedded: Matrix; sizes: PhraseSizes },
) {
  const { latent } = sizes;
  const encoded = eluLayer(embedded, { kernel: p.encoderKernel, bias: p.encoderBias });
  const both = layer(encoded, { kernel: p.latentKernel, bias: p.latentBias });
  const half = (first: number) =>
    matrix(both.rows, latent, (i) => {
      const column = i % latent;
      return at(both.values, 2 * (i - column) + first + column);
    });
  return { encoded, mean: half(0), logVariance: half(latent) };
}

interface Layer {
  /** [inputs, outputs]. */
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
}

function layer(input: Matrix, { kernel, bias }: Layer): Matrix {
  const columns = bias.length;
  const values = multiply(input, { values: kernel, rows: input.columns, columns });
  for (let row = 0; row < values.length; row += columns) {
    for (let i = 0; i < columns; i++) values[row + i] = at(values, row + i) + at(bias, i);
  }
  return { values, rows: input.rows, columns };
}

function eluLayer(input: Matrix, { kernel, bias }: Layer): Matrix {
  const sums = layer(input, { kernel, bias });
  return { ...sums, values: tidied(() => readFloats(tf.elu(tf.tensor1d(sums.values)))) };
}

/** A kernel the other way: from the gradient of a layer's outputs to that of so many inputs. */
function backwards(kernel: Float32Array, inputs: number): Matrix {
  return { values: kernel, rows: kernel.length / inputs, columns: inputs, isTransposed: true };
}

function transposed({ values, rows, columns }: Matrix): Matrix {
  return { values, rows: columns, columns: rows, isTransposed: true };
}

function matrix(rows: number, columns: number, valueAt: (i: number) => number): Matrix {
  const values = new Float32Array(rows * columns);
  for (let i = 0; i < values.length; i++) values[i] = valueAt(i);
  return { values, rows, columns };
}

function at(values: Float32Array, i: number): number {
  return values[i] as number;
}

/** The gradient before an ELU from that after it; `output` is the ELU's: its slope is min(y, 0) + 1. */
function throughElu(gradient: Float32Array, output: Matrix): Matrix {
  const { values, rows, columns } = output;
  const through = new Float32Array(values.length);
  for (let i = 0; i < through.length; i++) {
    through[i] = at(gradient, i) * fround(Math.min(at(values, i), 0) + 1);
  }
  return { values: through, rows, columns };
}

function columnSums({ values, columns }: Matrix): Float32Array {
  const sums = new Float32Array(columns);
  for (let row = 0; row < values.length; row += columns) {
    for (let i = 0; i < columns; i++) sums[i] = at(sums, i) + at(values, row + i);
  }
  return sums;
}

/** The deviations of log variances. */
function halfExponential(logVariance: Float32Array): Float32Array {
  return tidied(() => readFloats(tf.exp(tf.mul(tf.tensor1d(logVariance), 0.5))));
}

/** Kullback–Leibler divergence of N(mean, variance) from N(0, 1), summed over all of it, in nats. */
function divergence(means: Float32Array, logVariances: Float32Array): number {
  return tidied(() => {
    const [mean, logVariance] = [tf.tensor1d(means), tf.tensor1d(logVariances)];
    const terms = tf.sub(tf.sub(tf.add(tf.square(mean), tf.exp(logVariance)), logVariance), 1);
    // It is never negative, but 32-bit rounding puts it a hair below where both densities agree.
    return Math.max(0, 0.5 * at(readFloats(tf.sum(terms)), 0));
  });
}
