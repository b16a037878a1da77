import { drawNormal } from '../random.js';
import { adamWithin, oneCycleRate } from './adam.js';
import { buildDictionary, roomNotes } from './buildDictionary.js';
import { PHRASE_WEIGHTS, type PhraseDecoder } from './decoder.js';
import { type EncodedWindows, encodeSpread } from './encodedWindows.js';
import { EVENT_FIELDS, type EventDictionary, symbolCounts } from './eventDictionary.js';
import { initialParameters, type Parameters } from './parameters.js';
import {
  encodeWindows,
  openPhraseNetwork,
  type PhraseBatch,
  phraseGradients,
  readParameters,
} from './phraseNetwork.js';
import { type PhraseParameter, type PhraseSizes, phraseShapes } from './phraseShapes.js';
import type { RecordedEvents } from './recordedEvents.js';
import { planTraining, runEpochs, type Schedule, type TrainingOptions } from './training.js';
import { windowLogits } from './windowLogits.js';
import {
  countWindows,
  spreadWindows,
  symbolAt,
  tableWindows,
  type WindowTable,
} from './windows.js';

/**
 * Sizes and schedule of kind `phrase`. Of a latent of 24 and one of 32, the larger brought back more chords on six starter
 * objects (0.963, 0.985), and its draws were as near to the recordings (overlap of five histograms 0.843, 0.848). A heavier
 * `klWeight` (0.02) cost chords (0.966), a lighter one (0.004) left more of the latent space without music. Three times the
 * rate that PyTorch liked (4e-3) brings back 0.995 instead of 0.960 of the chords of six objects, the hardest 0.985
 * instead of 0.902, for nothing: the overlap of four histograms stayed 0.897.
 */
export const PHRASE_DEFAULTS = {
  window: 16,
  embedding: 32,
  hidden: 128,
  latent: 32,
  batchSize: 64,
  epochs: 40,
  /** Small sets see their windows more often: below this many steps the network is not done. */
  fewestSteps: 850,
  /** Half a minute on one core, reached with some 8,000 windows: from there on each is seen less often. */
  mostSteps: 5000,
  learningRate: 0.012,
  /** A longer training takes smaller steps, by the root: sixty-four takes of a clock went astray at the full rate. */
  stepsAtFullRate: 1200,
  klWeight: 0.01,
} as const;

/** Windows that a figure is measured on at most: a share of 0.95 is then known to 0.003. */
const MOST_MEASURED = 4_000;

/** Both halves of the network, trained, and what they were trained on. */
export interface PhraseAutoencoder {
  readonly parameters: Parameters<PhraseParameter>;
  readonly sizes: PhraseSizes;
  readonly dictionary: EventDictionary;
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
  const { window, embedding, hidden, latent, klWeight } = PHRASE_DEFAULTS;
  const dictionary = buildDictionary(recorded);
  for (const note of roomNotes(recorded, dictionary)) options.onNote?.(note);
  const table = tableWindows(recorded, { dictionary, size: window });
  const symbols = symbolCounts(dictionary);
  const sizes: PhraseSizes = { latent, hidden, embedding, window, symbols };
  const network = openPhraseNetwork(initialParameters(phraseShapes(sizes), options.random), sizes);
  const takeStep = adamWithin(network.memory, network.parameters);
  const schedule = planTraining(countWindows(table), PHRASE_DEFAULTS);
  const highest = highestRate(schedule);
  const loss = await runEpochs(table, {
    ...options,
    schedule,
    step: (windows, progress) => {
      const noise = new Float32Array(windows.length * latent);
      for (let i = 0; i < noise.length; i++) noise[i] = drawNormal(options.random);
      const batch = toBatch(table, { windows, sizes, noise });
      const result = phraseGradients(network, { batch, klWeight });
      takeStep(result.gradients, oneCycleRate(progress, highest));
      return result.loss;
    },
  });
  const parameters = readParameters(network, network.parameters);
  return { parameters, sizes, dictionary, table, schedule, loss };
}

/** The highest learning rate of a whole training. */
export function highestRate({ epochs, examples, batchSize }: Schedule): number {
  const { learningRate, stepsAtFullRate } = PHRASE_DEFAULTS;
  const steps = epochs * Math.ceil(examples / batchSize);
  return learningRate * Math.sqrt(Math.min(1, stepsAtFullRate / steps));
}

/** Windows in the layout that `PhraseBatch` describes. */
export function toBatch(
  table: WindowTable,
  options: { windows: readonly number[]; sizes: PhraseSizes; noise: Float32Array },
): PhraseBatch {
  const { windows, sizes, noise } = options;
  const columns = new Int32Array(windows.length * sizes.window * sizes.symbols.length);
  let at = 0;
  for (const window of windows) {
    for (let position = 0; position < sizes.window; position++) {
      let fieldStart = 0;
      for (const [field, count] of sizes.symbols.entries()) {
        columns[at++] = fieldStart + symbolAt(table, { window, position, field });
        fieldStart += count;
      }
    }
  }
  return { windows: windows.length, columns, noise };
}

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
    const noise = new Float32Array(part.length * sizes.latent);
    const batch = toBatch(table, { windows: part, sizes, noise });
    const encoded = encodeWindows(network, batch);
    mean.set(encoded.mean, from * sizes.latent);
    logVariance.set(encoded.logVariance, from * sizes.latent);
  }
  return { mean, logVariance };
}

/** Where the encoder puts music's windows, evenly spread and bounded in number. */
export function encodePhrase(
  autoencoder: Pick<PhraseAutoencoder, 'parameters' | 'sizes' | 'dictionary'>,
  recorded: RecordedEvents,
): EncodedWindows {
  const { sizes, dictionary } = autoencoder;
  const table = tableWindows(recorded, { dictionary, size: sizes.window });
  const encode = (windows: readonly number[]) => encodeChosen(autoencoder, { table, windows }).mean;
  return encodeSpread(table, { latent: sizes.latent, encode });
}

/**
 * Share of each field's symbols that come back right from the mean latents of music's windows, 0–1. A chord or
 * distance that the dictionary does not hold cannot.
 */
export function reconstructPhrase(
  autoencoder: Omit<PhraseAutoencoder, 'table' | 'schedule' | 'loss'>,
  recorded: RecordedEvents,
): Record<string, number> {
  const { parameters, sizes, dictionary } = autoencoder;
  const options = { dictionary, size: sizes.window };
  const table = tableWindows(recorded, options);
  const truth = tableWindows(recorded, { ...options, exact: true });
  const windows = spreadWindows(table, MOST_MEASURED);
  const { mean } = encodeChosen(autoencoder, { table, windows });
  const network = { sizes, dictionary, weights: decoderWeights(parameters) };
  const right = EVENT_FIELDS.map(() => 0);
  for (const [w, window] of windows.entries()) {
    const events = windowLogits(network, mean.subarray(w * sizes.latent, (w + 1) * sizes.latent));
    for (const [position, logits] of events.entries()) {
      for (const [field, name] of EVENT_FIELDS.entries()) {
        const decoded = logits[name].indexOf(Math.max(...logits[name]));
        const isRight = decoded === symbolAt(truth, { window, position, field });
        if (isRight) right[field] = (right[field] as number) + 1;
      }
    }
  }
  const events = windows.length * sizes.window;
  return Object.fromEntries(
    EVENT_FIELDS.map((name, field) => [name, (right[field] as number) / events]),
  );
}

/** The part of the network that is kept. */
export function decoderWeights(parameters: Parameters<PhraseParameter>): PhraseDecoder['weights'] {
  const kept = PHRASE_WEIGHTS.map((name) => [name, parameters[name]] as const);
  return Object.fromEntries(kept) as PhraseDecoder['weights'];
}
