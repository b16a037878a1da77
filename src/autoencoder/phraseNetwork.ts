import * as tf from '@tensorflow/tfjs-core';
import { EVENT_FIELDS } from './eventDictionary.js';
import { eventLoss } from './eventLoss.js';
import { type Matrices, type Matrix, openMatrices } from './matrices.js';
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

/** The network's parameters in a memory where all that it computes takes place. */
export interface PhraseNetwork {
  readonly memory: Matrices;
  readonly parameters: Readonly<Record<PhraseParameter, Matrix>>;
  readonly sizes: PhraseSizes;
}

export function openPhraseNetwork(
  parameters: Parameters<PhraseParameter>,
  sizes: PhraseSizes,
): PhraseNetwork {
  const memory = openMatrices();
  const shapes = phraseShapes(sizes);
  const names = Object.keys(shapes) as PhraseParameter[];
  const matrices = names.map((name) => {
    const [first, second] = shapes[name];
    const shape =
      second === undefined ? { rows: 1, columns: first } : { rows: first, columns: second };
    return [name, memory.put(parameters[name], shape)];
  });
  memory.keep();
  return { memory, parameters: Object.fromEntries(matrices), sizes };
}

/** Parameters, or their gradients, as plain arrays. */
export function readParameters(
  { memory }: PhraseNetwork,
  matrices: PhraseNetwork['parameters'],
): Parameters<PhraseParameter> {
  const names = Object.keys(matrices) as PhraseParameter[];
  const arrays = names.map((name) => [name, memory.read(matrices[name])]);
  return Object.fromEntries(arrays) as Parameters<PhraseParameter>;
}

/** Mean and log variance of each window's latent, both [B, latent]; the noise is not used. */
export function encodeWindows(
  network: PhraseNetwork,
  batch: PhraseBatch,
): { readonly mean: Float32Array; readonly logVariance: Float32Array } {
  network.memory.clear();
  const { mean, logVariance } = encode(network, batch);
  return { mean, logVariance };
}

/**
 * Loss of a batch and its gradient with respect to every parameter, in the network's memory until the next call.
 *
 * Loss in nats: cross-entropy of an event's symbols summed over its fields, mean over events;
 * plus `klWeight` × Kullback–Leibler divergence of the latent from N(0, 1), summed over dimensions,
 * mean over windows.
 *
 * The gradients are written out rather than taped: the backward pass is a dozen matrix products. A test holds them
 * against finite differences. Products, sums and the softmax are our own
 * (`matrices.ts`); from TensorFlow come the ELUs, and the exponentials of the latent.
 */
export function phraseGradients(
  network: PhraseNetwork,
  { batch, klWeight }: { batch: PhraseBatch; klWeight: number },
): { readonly loss: number; readonly gradients: PhraseNetwork['parameters'] } {
  const { memory, parameters: p, sizes } = network;
  const { windows, columns, noise } = batch;
  const { multiply, throughElu, columnSums, reshape, read } = memory;
  memory.clear();

  // Forward.
  const { embedded, encoded, mean, logVariance } = encode(network, batch);
  const deviation = tidied(() => readFloats(tf.exp(tf.mul(tf.tensor1d(logVariance), 0.5))));
  const drawn = mean.map((value, i) => value + fround(at(deviation, i) * at(noise, i)));
  const latent = memory.put(drawn, { rows: windows, columns: sizes.latent });
  const hidden = elu(memory, multiply(latent, p.hiddenKernel, p.hiddenBias));
  const window = elu(memory, multiply(hidden, p.windowKernel, p.windowBias));
  const rows = reshape(window, sizes.embedding);
  const logits = multiply(rows, p.eventKernel, p.eventBias);
  const { symbols } = sizes;
  const symbolLoss = eventLoss(memory, logits, { columns, symbols });
  const loss = symbolLoss.loss + (klWeight * divergence(mean, logVariance)) / windows;

  // Backward: `d…` is the derivative of the loss with respect to what it names.
  const dLogits = symbolLoss.gradient;
  const dRows = multiply(dLogits, { transposed: p.eventKernel });
  const dWindow = throughElu(reshape(dRows, window.columns), window);
  const dHidden = throughElu(multiply(dWindow, { transposed: p.windowKernel }), hidden);
  const dLatent = read(multiply(dHidden, { transposed: p.hiddenKernel }));
  const pull = fround(klWeight / windows);
  const dMean = dLatent.map((value, i) => value + fround(at(mean, i) * pull));
  const dLogVariance = dLatent.map((value, i) => {
    const spread = at(deviation, i);
    const pulled = fround(fround(fround(spread * spread) - 1) * pull);
    return fround(fround(fround(value * at(noise, i)) * spread) + pulled) * 0.5;
  });
  const dLatentRow = sideBySide(memory, [dMean, dLogVariance], sizes.latent);
  const dEncoded = throughElu(multiply(dLatentRow, { transposed: p.latentKernel }), encoded);
  const dEmbedded = multiply(dEncoded, { transposed: p.encoderKernel });
  const dEvents = reshape(dEmbedded, sizes.embedding);
  const named = { named: columns, fields: EVENT_FIELDS.length };

  const gradients: Record<PhraseParameter, Matrix> = {
    eventEmbedding: memory.scatter(dEvents, { ...named, rows: p.eventEmbedding.rows }),
    encoderKernel: multiply({ transposed: embedded }, dEncoded),
    encoderBias: columnSums(dEncoded),
    latentKernel: multiply({ transposed: encoded }, dLatentRow),
    latentBias: columnSums(dLatentRow),
    hiddenKernel: multiply({ transposed: latent }, dHidden),
    hiddenBias: columnSums(dHidden),
    windowKernel: multiply({ transposed: hidden }, dWindow),
    windowBias: columnSums(dWindow),
    eventKernel: multiply({ transposed: rows }, dLogits),
    eventBias: columnSums(dLogits),
  };
  return { loss, gradients };
}

const { fround } = Math;

function encode({ memory, parameters: p, sizes }: PhraseNetwork, batch: PhraseBatch) {
  const named = { named: batch.columns, fields: EVENT_FIELDS.length };
  const events = memory.gather(p.eventEmbedding, named);
  const embedded = memory.reshape(events, sizes.window * sizes.embedding);
  const encoded = elu(memory, memory.multiply(embedded, p.encoderKernel, p.encoderBias));
  const both = memory.read(memory.multiply(encoded, p.latentKernel, p.latentBias));
  const mean = new Float32Array(both.length / 2);
  const logVariance = new Float32Array(mean.length);
  for (let row = 0; row < batch.windows; row++) {
    const [from, middle] = [2 * row * sizes.latent, (2 * row + 1) * sizes.latent];
    mean.set(both.subarray(from, middle), row * sizes.latent);
    logVariance.set(both.subarray(middle, middle + sizes.latent), row * sizes.latent);
  }
  return { embedded, encoded, mean, logVariance };
}

function elu(memory: Matrices, sums: Matrix): Matrix {
  const values = tidied(() => readFloats(tf.elu(tf.tensor1d(memory.view(sums)))));
  memory.view(sums).set(values);
  return sums;
}

/** Two arrays [rows, columns] as one of twice as many columns. */
function sideBySide(memory: Matrices, halves: readonly Float32Array[], columns: number): Matrix {
  const rows = (halves[0] as Float32Array).length / columns;
  const values = new Float32Array(rows * columns * 2);
  for (const [h, half] of halves.entries()) {
    for (let row = 0; row < rows; row++) {
      const part = half.subarray(row * columns, (row + 1) * columns);
      values.set(part, (2 * row + h) * columns);
    }
  }
  return memory.put(values, { rows, columns: 2 * columns });
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

function at(values: Float32Array, i: number): number {
  return values[i] as number;
}
