import * as tf from '@tensorflow/tfjs-core';
import type { Performance } from '../music/phrase.js';
import { createAdam } from './adam.js';
import type { SeedDecoder } from './decoder.js';
import {
  buildDictionary,
  EVENT_FIELDS,
  type EventSymbols,
  eventsToSymbols,
  knownSymbols,
} from './eventDictionary.js';
import { type MusicalEvent, performanceToEvents } from './events.js';
import { initialParameters, type Parameters } from './parameters.js';
import {
  chanceOf,
  type LeftOutPerformances,
  type LeftOutReconstruction,
} from './reconstructLeftOut.js';
import { type SeedParameter, seedShapes } from './seedShapes.js';
import { readFloats, tidied } from './tidied.js';
import { runEpochs, type Trained, type TrainingOptions } from './training.js';
import { slideOver } from './windows.js';

/** The article's network and Keras's defaults, where the article leaves them. */
const SEED_DEFAULTS = {
  latent: 2,
  /** `sequence_length`: symbols in a sequence. */
  sequence: 32,
  batchSize: 32,
  epochs: 10,
  learningRate: 1e-3,
} as const;

type SeedTrained = Trained<SeedDecoder['sizes'], SeedDecoder['dictionary'], SeedDecoder['weights']>;

/**
 * Trains kind `seed` as the article does: sequences of chord symbols, one-hot [symbols, sequence]
 * and flattened, through Dense(2, tanh) and Dense(symbols × sequence, sigmoid), binary
 * cross-entropy, 10 epochs. Only the decoder is kept.
 *
 * @throws MirrorError `aborted` when the signal fires
 */
export async function trainSeed(
  performances: readonly Performance[],
  options: TrainingOptions,
): Promise<SeedTrained> {
  const { latent, sequence, epochs } = SEED_DEFAULTS;
  const { parameters, chords, sequences, loss } = await fitSeed(performances, options);
  const { kernel, bias } = parameters;
  return {
    sizes: { latent, sequence },
    dictionary: { chords },
    weights: { kernel, bias },
    summary: {
      epochs,
      examples: sequences.length,
      loss,
      reconstruction: {
        chord: shareReconstructed(parameters, { sequences, symbols: chords.length }),
      },
    },
  };
}

/** As `reconstructLeftOut`, for kind `seed`. */
export async function reconstructSeed(
  { learned, leftOut }: LeftOutPerformances,
  options: TrainingOptions,
): Promise<LeftOutReconstruction> {
  const { parameters, dictionary, recordings } = await fitSeed(learned, options);
  const symbols = dictionary.chord.length;
  const measure = (each: readonly (readonly MusicalEvent[])[]) => {
    const sequences = each.flatMap((events) => toSequences(eventsToSymbols(events, dictionary)));
    const truths = each.flatMap((events) => toSequences(knownSymbols(events, dictionary)));
    return { truths, right: shareReconstructed(parameters, { sequences, truths, symbols }) };
  };
  const seen = measure(recordings);
  const unseen = measure(leftOut.map(performanceToEvents));
  return {
    seen: { chord: seen.right },
    leftOut: { chord: unseen.right },
    chance: { chord: chanceOf(seen.truths.flat(), unseen.truths.flat()) },
  };
}

/** Both halves of the network, trained on recordings. */
async function fitSeed(performances: readonly Performance[], options: TrainingOptions) {
  const { latent, sequence, batchSize, epochs, learningRate } = SEED_DEFAULTS;
  const recordings = performances.map(performanceToEvents);
  const dictionary = buildDictionary(recordings);
  const chords = dictionary.chord;
  const sequences = recordings.flatMap((events) =>
    toSequences(eventsToSymbols(events, dictionary)),
  );
  const outputs = chords.length * sequence;
  const parameters = initialParameters(seedShapes(outputs, latent), options.random);
  const takeStep = createAdam(parameters);
  const loss = await runEpochs(sequences, {
    ...options,
    epochs,
    batchSize,
    step: (batch) => {
      const result = seedGradients(parameters, toOneHot(batch, chords.length));
      takeStep(result.gradients, learningRate);
      return result.loss;
    },
  });
  return { parameters, dictionary, chords, recordings, sequences, loss };
}

/** Sequences of chord symbols from a recording's rows of symbols. */
function toSequences(rows: readonly EventSymbols[]): number[][] {
  const chords = rows.map((fields) => fields[EVENT_FIELDS.indexOf('chord')] as number);
  return slideOver(chords, SEED_DEFAULTS.sequence);
}

/**
 * Loss of a batch, mean binary cross-entropy over all outputs in nats, and its gradient.
 *
 * @param input [batch, outputs], ones and zeros
 */
export function seedGradients(
  parameters: Parameters<SeedParameter>,
  input: readonly Float32Array[],
): { readonly loss: number; readonly gradients: Parameters<SeedParameter> } {
  return tidied(() => {
    const { x, w, hidden, share } = forward(parameters, input);
    const loss = binaryCrossEntropy(x, share);
    const dLogits = tf.div(tf.sub(share, x), x.size) as tf.Tensor2D;
    // The slope of tanh is 1 − tanh².
    const dHidden = tf.mul(
      tf.matMul(dLogits, w.kernel, false, true),
      tf.sub(1, tf.square(hidden)),
    ) as tf.Tensor2D;
    const gradients = {
      encoderKernel: readFloats(tf.matMul(x, dHidden, true)),
      encoderBias: readFloats(tf.sum(dHidden, 0)),
      kernel: readFloats(tf.matMul(hidden, dLogits, true)),
      bias: readFloats(tf.sum(dLogits, 0)),
    };
    return { loss, gradients };
  });
}

function forward(parameters: Parameters<SeedParameter>, input: readonly Float32Array[]) {
  const outputs = parameters.bias.length;
  const latent = parameters.encoderBias.length;
  const rows = new Float32Array(input.length * outputs);
  for (const [i, row] of input.entries()) rows.set(row, i * outputs);
  const x = tf.tensor2d(rows, [input.length, outputs]);
  const w = {
    encoderKernel: tf.tensor2d(parameters.encoderKernel, [outputs, latent]),
    kernel: tf.tensor2d(parameters.kernel, [latent, outputs]),
  };
  const hidden = tf.tanh(
    tf.add(tf.matMul(x, w.encoderKernel), tf.tensor1d(parameters.encoderBias)),
  ) as tf.Tensor2D;
  const share = tf.sigmoid(tf.add(tf.matMul(hidden, w.kernel), tf.tensor1d(parameters.bias)));
  return { x, w, hidden, share };
}

function binaryCrossEntropy(target: tf.Tensor, share: tf.Tensor): number {
  const tiny = 1e-7;
  const ones = tf.mul(target, tf.log(tf.add(share, tiny)));
  const zeros = tf.mul(tf.sub(1, target), tf.log(tf.sub(1 + tiny, share)));
  return -(tf.mean(tf.add(ones, zeros)).dataSync()[0] as number);
}

/**
 * Share of symbols that come back right when every sequence is encoded and decoded by its largest outputs, 0–1.
 *
 * @param options.truths what must come back, where that is not what the network was shown
 */
function shareReconstructed(
  parameters: Parameters<SeedParameter>,
  options: {
    sequences: readonly (readonly number[])[];
    truths?: readonly (readonly number[])[];
    symbols: number;
  },
): number {
  const { sequences, truths = sequences, symbols } = options;
  let right = 0;
  for (let from = 0; from < sequences.length; from += 256) {
    const part = sequences.slice(from, from + 256);
    const decoded = tidied(() => {
      const { share } = forward(parameters, toOneHot(part, symbols));
      return readFloats(tf.argMax(tf.reshape(share, [part.length, symbols, -1]), 1));
    });
    const truth = truths.slice(from, from + 256).flat();
    for (const [i, symbol] of truth.entries()) if (decoded[i] === symbol) right++;
  }
  return right / (sequences.length * SEED_DEFAULTS.sequence);
}

/** [batch][symbols × sequence]: a one where the symbol of that column is. */
function toOneHot(batch: readonly (readonly number[])[], symbols: number): Float32Array[] {
  return batch.map((sequence) => {
    const row = new Float32Array(symbols * sequence.length);
    sequence.forEach((symbol, column) => {
      row[symbol * sequence.length + column] = 1;
    });
    return row;
  });
}
