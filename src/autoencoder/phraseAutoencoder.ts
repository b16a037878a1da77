import { buildVocabulary, roomNotes } from '../events/buildVocabulary.js';
import type { RecordedEvents } from '../events/recordedEvents.js';
import { symbolCounts, type Vocabulary } from '../events/vocabulary.js';
import { countWindows } from '../events/windows.js';
import { tableWindows, type WindowTable } from '../events/windowTable.js';
import { adamWithin, oneCycleRate } from './adam.js';
import { type EncodedWindows, encodeSpread } from './encodedWindows.js';
import { initialParameters, type Parameters } from './parameters.js';
import { toBatch } from './phraseBatch.js';
import { encodeWindows, openPhraseNetwork, phraseGradients, readParameters } from './phraseNetwork.js';
import { type PhraseSizes, phraseShapes } from './phraseShapes.js';
import { planTraining, runEpochs, type Schedule, type TrainingOptions } from './training.js';

export const PHRASE_DEFAULTS = {
  window: 16,
  embedding: 32,
  hidden: 96,
  latent: 32,
  batchSize: 64,
  epochs: 40,
  fewestSteps: 600,
  mostSteps: 600,
  learningRate: 0.01,
  klWeight: 0.015,
  klWarmUp: 0.3,
  dropout: 0.3,
  dropped: 0.3,
  cut: 0.15,
  ...(globalThis as any).HYPER,
};

/** Both halves of the network, trained, and what they were trained on. */
export interface PhraseAutoencoder {
  readonly parameters: Parameters;
  readonly sizes: PhraseSizes;
  readonly vocabulary: Vocabulary;
  readonly table: WindowTable;
  readonly schedule: Schedule;
  /** Mean loss of the last epoch, nats. */
  readonly loss: number;
}

/**
 * Trains both halves of the network of kind `phrase`.
 *
 * @throws MirrorError `aborted` when the signal fires
 */
export async function fitPhrase(
  recorded: RecordedEvents,
  options: TrainingOptions,
): Promise<PhraseAutoencoder> {
  const hyper = { ...PHRASE_DEFAULTS, ...(globalThis as any).HYPER };
  const { window, embedding, hidden, latent, klWeight, dropout, dropped, cut } = hyper;
  const { random } = options;
  const vocabulary = buildVocabulary(recorded);
  for (const note of roomNotes(recorded, vocabulary)) options.onNote?.(note);
  const table = tableWindows(recorded, { vocabulary, size: window });
  const sizes: PhraseSizes = { latent, hidden, embedding, window, symbols: symbolCounts(vocabulary) };
  const network = openPhraseNetwork(initialParameters(phraseShapes(sizes), random), sizes);
  const takeStep = adamWithin(network.memory, network.parameters);
  const schedule = planTraining(countWindows(table), hyper);
  const loss = await runEpochs(table, {
    ...options,
    schedule,
    step: (windows, progress) => {
      const batch = toBatch(table, { windows, sizes, forgetting: { random, dropped, cut, alone: hyper.alone ?? 0 } });
      const warm = Math.min(1, progress / hyper.klWarmUp);
      const result = phraseGradients(network, {
        batch,
        random,
        dropout,
        planDropped: hyper.planDropped ?? 0,
        klWeight: klWeight * warm,
      });
      takeStep(result.gradients, oneCycleRate(progress, hyper.learningRate));
      return result.loss;
    },
  });
  const parameters = readParameters(network, network.parameters);
  return { parameters, sizes, vocabulary, table, schedule, loss };
}

/** Nothing of a history is forgotten: an encoder needs none. */
const REMEMBER_ALL = { random: () => 0.5, dropped: 0, cut: 0, alone: 0 };

/** Mean and log variance of windows' latents, [windows, latent] each; memory grows with a thousand at a time. */
export function encodeChosen(
  { parameters, sizes }: Pick<PhraseAutoencoder, 'parameters' | 'sizes'>,
  { table, windows }: { table: WindowTable; windows: readonly number[] },
): { readonly mean: Float32Array; readonly logVariance: Float32Array } {
  const mean = new Float32Array(windows.length * sizes.latent);
  const logVariance = new Float32Array(mean.length);
  const network = openPhraseNetwork(parameters, sizes);
  const chunk = 1000;
  for (let from = 0; from < windows.length; from += chunk) {
    const part = windows.slice(from, from + chunk);
    const encoded = encodeWindows(
      network,
      toBatch(table, { windows: part, sizes, forgetting: REMEMBER_ALL }),
    );
    mean.set(encoded.mean, from * sizes.latent);
    logVariance.set(encoded.logVariance, from * sizes.latent);
  }
  return { mean, logVariance };
}

/** Where the encoder puts music's windows, evenly spread and bounded in number. */
export function encodePhrase(
  autoencoder: Pick<PhraseAutoencoder, 'parameters' | 'sizes' | 'vocabulary'>,
  recorded: RecordedEvents,
): EncodedWindows {
  const { sizes, vocabulary } = autoencoder;
  const table = tableWindows(recorded, { vocabulary, size: sizes.window });
  const encode = (windows: readonly number[]) => encodeChosen(autoencoder, { table, windows }).mean;
  return encodeSpread(table, { latent: sizes.latent, encode });
}
