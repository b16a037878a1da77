import { setImmediate } from 'node:timers/promises';
import { throwIfAborted } from '../errors.js';
import { type Random, shuffled } from '../random.js';
import type { TrainingSummary } from './decoder.js';

/** One epoch done. */
export interface TrainProgress {
  /** Epochs done, 1 to `epochs`. */
  readonly epoch: number;
  readonly epochs: number;
  /** Mean loss of this epoch, nats. */
  readonly loss: number;
}

export interface TrainingOptions {
  /** Source of the first parameters, the order of examples and the noise. */
  readonly random: Random;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: TrainProgress) => void;
}

/** What a kind's training gives back; `trainObject` adds what does not depend on the kind. */
export interface Trained<Sizes, Dictionary, Weights> {
  readonly sizes: Sizes;
  readonly dictionary: Dictionary;
  readonly weights: Weights;
  readonly summary: Pick<TrainingSummary, 'epochs' | 'examples' | 'loss' | 'reconstruction'>;
}

/**
 * Goes through the examples epoch by epoch in a new order each time, batch by batch, giving the
 * event loop a turn between epochs so that a signal or a progress bar gets through.
 *
 * @returns mean loss of the last epoch
 * @throws MirrorError `aborted` when the signal fires
 */
export async function runEpochs<Example>(
  examples: readonly Example[],
  options: TrainingOptions & {
    epochs: number;
    batchSize: number;
    /** Takes one step and returns its loss; `progress` is the share of all steps done, 0–1. */
    step: (batch: readonly Example[], progress: number) => number;
  },
): Promise<number> {
  const { random, signal, onProgress, epochs, batchSize, step } = options;
  const batches = Math.ceil(examples.length / batchSize);
  let loss = Number.NaN;
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = shuffled(examples, random);
    let sum = 0;
    for (let batch = 0; batch < batches; batch++) {
      throwIfAborted(signal);
      const chosen = order.slice(batch * batchSize, (batch + 1) * batchSize);
      sum += chosen.length * step(chosen, (epoch * batches + batch) / (epochs * batches));
    }
    loss = sum / examples.length;
    onProgress?.({ epoch: epoch + 1, epochs, loss });
    await setImmediate();
  }
  return loss;
}
