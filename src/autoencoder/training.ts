import { throwIfAborted } from '../errors.js';
import { drawWindows, type Windows } from '../events/windows.js';
import { type Random, shuffled } from '../math/random.js';
import { yieldToEventLoop } from '../yieldToEventLoop.js';
import type { TrainingSummary } from './decoder.js';
import type { EncodedRecordings } from './encodedWindows.js';

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
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: TrainProgress) => void) | undefined;
  /** Called with what of the recordings could not be learned as it is, a line each. */
  readonly onNote?: ((note: string) => void) | undefined;
  /** Called, once the network is trained, with where it puts the recordings; without it they are not encoded again. */
  readonly onEncoded?: ((encoded: EncodedRecordings) => void) | undefined;
}

/** How long a training takes: `epochs` times `examples`, `batchSize` at a time. */
export interface Schedule {
  readonly epochs: number;
  /** Windows seen in an epoch. */
  readonly examples: number;
  readonly batchSize: number;
}

/** Windows in an epoch at most, so that progress is heard, and stopping works, every few seconds. */
const MOST_EXAMPLES = 16_384;

/**
 * A schedule for a number of windows: so many epochs, but no fewer or more steps in all than are given (to the end
 * of the epoch that reaches them), so that time does not grow without bound. More windows than fit into all the steps
 * are not all seen.
 */
export function planTraining(
  windows: number,
  limits: { epochs: number; batchSize: number; fewestSteps: number; mostSteps: number },
): Schedule {
  const { batchSize, fewestSteps, mostSteps } = limits;
  const examples = Math.min(windows, MOST_EXAMPLES);
  const stepsPerEpoch = Math.ceil(examples / batchSize);
  const steps = Math.min(mostSteps, Math.max(fewestSteps, limits.epochs * stepsPerEpoch));
  return { epochs: Math.ceil(steps / stepsPerEpoch), examples, batchSize };
}

/** What a kind's training gives back; `trainObject` adds what does not depend on the kind. */
export interface Trained<Sizes, Weights> {
  readonly sizes: Sizes;
  readonly weights: Weights;
  readonly summary: Omit<TrainingSummary, 'seed' | 'backend'>;
}

/**
 * Goes through windows epoch by epoch, drawn anew and in a new order each time, batch by batch, giving the
 * event loop a turn between epochs so that a signal or a progress bar gets through.
 *
 * @returns mean loss of the last epoch
 * @throws MirrorError `aborted` when the signal fires
 */
export async function runEpochs(
  table: Windows,
  options: TrainingOptions & {
    readonly schedule: Schedule;
    /** Takes one step and returns its loss; `progress` is the share of all steps done, 0–1. */
    readonly step: (windows: readonly number[], progress: number) => number;
  },
): Promise<number> {
  const { random, signal, onProgress, schedule, step } = options;
  const { epochs, examples, batchSize } = schedule;
  const batches = Math.ceil(examples / batchSize);
  let loss = Number.NaN;
  throwIfAborted(signal);
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = shuffled(drawWindows(table, { count: examples, random }), random);
    let sum = 0;
    for (let batch = 0; batch < batches; batch++) {
      const chosen = order.slice(batch * batchSize, (batch + 1) * batchSize);
      sum += chosen.length * step(chosen, (epoch * batches + batch) / (epochs * batches));
    }
    loss = sum / order.length;
    onProgress?.({ epoch: epoch + 1, epochs, loss });
    await yieldToEventLoop(signal);
  }
  return loss;
}
