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
import { highestRate, PHRASE_DEFAULTS, phraseScale } from './phraseScale.js';
import { type PhraseSizes, phraseShapes } from './phraseShapes.js';

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

/** Windows that are encoded at a time, which bounds the memory that it takes. */
const ENCODED_TOGETHER = 1000;

/** Mean and log variance of windows' latents, [windows, latent] each. */
export function encodeChosen(
  { parameters, sizes }: Pick<PhraseAutoencoder, 'parameters' | 'sizes'>,
  { table, windows }: { table: WindowTable; windows: readonly number[] },
): { readonly mean: Float32Array; readonly logVariance: Float32Array } {
  const mean = new Float32Array(windows.length * sizes.latent);
  const logVariance = new Float32Array(mean.length);
  const network = openPhraseNetwork(parameters, sizes);
  const rows = layEventRows(table, sizes.symbols);
  network.memory.share(rows.rows);
  for (let from = 0; from < windows.length; from += ENCODED_TOGETHER) {
    const part = windows.slice(from, from + ENCODED_TOGETHER);
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
