import { buildVocabulary, roomNotes } from '../../events/buildVocabulary.js';
import type { RecordedEvents } from '../../events/recordedEvents.js';
import { symbolCounts, type Vocabulary } from '../../events/vocabulary.js';
import { countWindows } from '../../events/windows.js';
import { tableWindows, type WindowTable } from '../../events/windowTable.js';
import { adamWithin, oneCycleRate } from '../adam.js';
import { type EncodedWindows, encodeSpread } from '../encodedWindows.js';
import { initialParameters, type Parameters } from '../parameters.js';
import { planTraining, runEpochs, type Schedule, type TrainingOptions } from '../training.js';
import { eventLists, layEventRows } from './eventRows.js';
import { toBatch } from './phraseBatch.js';
import { encodeWindows } from './phraseEncoder.js';
import { phraseGradients } from './phraseGradients.js';
import { openPhraseNetwork, readParameters } from './phraseNetwork.js';
import { type PhraseSizes, phraseShapes } from './phraseShapes.js';

/** Sizes and schedule of kind `phrase`, whatever there is to learn. */
export const PHRASE_DEFAULTS = {
  window: 16,
  latent: 32,
  batchSize: 32,
  /** A longer training takes smaller steps, by the root: sixty-four takes of a clock went astray at the full rate. */
  stepsAtFullRate: 700,
  /** The divergence counts more and more for this share of the training, so that the latent is used before it is bound. */
  klWarmUp: 0.3,
} as const;

/** What of the network and its training follows the set. */
export interface PhraseScale {
  readonly hidden: number;
  readonly embedding: number;
  readonly plan: number;
  readonly epochs: number;
  /** Small sets see their windows more often: below this many steps the network is not done. */
  readonly fewestSteps: number;
  readonly mostSteps: number;
  readonly learningRate: number;
  readonly klWeight: number;
  /** Share of hidden units that are dropped. */
  readonly dropout: number;
  /** Share of events that are not remembered by those after them. */
  readonly dropped: number;
  /** Share of the remembered events that are replaced by one of the same metrical position. */
  readonly replaced: number;
  /** Share of windows that remember nothing from before their first event, and do not know which keys are down. */
  readonly cut: number;
  /** Share of events that the latent does not plan. */
  readonly unplanned: number;
  /** Share of questions that a head answers by what has been drawn of the event alone. */
  readonly alone: number;
}

/** Sets of at most so many chords are few to choose from. */
const FEW_CHORDS = 256;

/**
 * A set of few chords is soon known by heart: a narrow network, much of which is dropped, leaves the latent something to
 * say. A set of many has to be learned at all; what it plays is seldom as it was recorded, so that more of its history is replaced.
 */
const PHRASE_SCALES: Readonly<Record<'few' | 'many', PhraseScale>> = {
  few: {
    hidden: 96,
    embedding: 24,
    plan: 16,
    epochs: 20,
    fewestSteps: 2900,
    mostSteps: 4000,
    learningRate: 0.009,
    klWeight: 0.015,
    dropout: 0.15,
    dropped: 0.3,
    replaced: 0.1,
    cut: 0.3,
    unplanned: 0.12,
    alone: 0.3,
  },
  many: {
    hidden: 128,
    embedding: 40,
    plan: 16,
    epochs: 9,
    fewestSteps: 2600,
    mostSteps: 5200,
    learningRate: 0.012,
    klWeight: 0.0015,
    dropout: 0,
    dropped: 0.2,
    replaced: 0.35,
    cut: 0.15,
    unplanned: 0.05,
    alone: 0.1,
  },
};

/** The scale for what there is to learn. */
export function phraseScale({ chords }: Pick<RecordedEvents, 'chords'>): PhraseScale {
  return PHRASE_SCALES[chords.length <= FEW_CHORDS ? 'few' : 'many'];
}

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
  const { random } = options;
  const { window, latent, batchSize, klWarmUp } = PHRASE_DEFAULTS;
  const scale = phraseScale(recorded);
  const { hidden, embedding, plan, dropped, replaced, cut, unplanned, alone, dropout } = scale;
  const vocabulary = buildVocabulary(recorded);
  for (const note of roomNotes(recorded, vocabulary)) options.onNote?.(note);
  const table = tableWindows(recorded, { vocabulary, size: window });
  const symbols = symbolCounts(vocabulary);
  const sizes: PhraseSizes = { latent, hidden, embedding, window, plan, symbols };
  const network = openPhraseNetwork(initialParameters(phraseShapes(sizes), random), sizes);
  const rows = layEventRows(table, symbols);
  network.memory.share(rows.rows);
  network.memory.share(rows.held);
  const takeStep = adamWithin(network.memory, network.parameters);
  const schedule = planTraining(countWindows(table), { ...scale, batchSize });
  const highest = highestRate(scale, schedule);
  const loss = await runEpochs(table, {
    ...options,
    schedule,
    step: (windows, progress) => {
      const forgetting = { random, dropped, replaced, cut, unplanned, alone };
      const result = phraseGradients(network, {
        batch: toBatch(table, { rows, windows, sizes, forgetting }),
        random,
        dropout,
        klWeight: scale.klWeight * Math.min(1, progress / klWarmUp),
      });
      takeStep(result.gradients, oneCycleRate(progress, highest));
      return result.loss;
    },
  });
  const parameters = readParameters(network, network.parameters);
  return { parameters, sizes, vocabulary, table, schedule, loss };
}

/** The highest learning rate of a whole training. */
export function highestRate(
  { learningRate }: PhraseScale,
  { epochs, examples, batchSize }: Schedule,
): number {
  const { stepsAtFullRate } = PHRASE_DEFAULTS;
  const steps = epochs * Math.ceil(examples / batchSize);
  return learningRate * Math.sqrt(Math.min(1, stepsAtFullRate / steps));
}

/** Mean and log variance of windows' latents, [windows, latent] each; memory grows with a thousand at a time. */
export function encodeChosen(
  { parameters, sizes }: Pick<PhraseAutoencoder, 'parameters' | 'sizes'>,
  { table, windows }: { table: WindowTable; windows: readonly number[] },
): { readonly mean: Float32Array; readonly logVariance: Float32Array } {
  const mean = new Float32Array(windows.length * sizes.latent);
  const logVariance = new Float32Array(mean.length);
  const network = openPhraseNetwork(parameters, sizes);
  const rows = layEventRows(table, sizes.symbols);
  network.memory.share(rows.rows);
  const chunk = 1000;
  for (let from = 0; from < windows.length; from += chunk) {
    const part = windows.slice(from, from + chunk);
    const events = eventLists(rows, { windows: part, size: sizes.window });
    const encoded = encodeWindows(network, { windows: part.length, events });
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
