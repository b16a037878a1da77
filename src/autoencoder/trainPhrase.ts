import type { PhraseDecoder } from './decoder.js';
import { EVENT_FIELDS, type EventDictionary } from './eventDictionary.js';
import { fitLatentDensity, foldDensity } from './latentDensity.js';
import {
  decoderWeights,
  encodeChosen,
  encodePhrase,
  fitPhrase,
  type PhraseAutoencoder,
  reconstructPhrase,
} from './phraseAutoencoder.js';
import type { RecordedEvents } from './recordedEvents.js';
import { rememberSequences, type SymbolRows } from './sequences.js';
import type { Trained, TrainingOptions } from './training.js';
import { drawWindows, type WindowTable } from './windows.js';

/** Windows that the density of latents is fitted to at most; it has 32 means and 528 covariances. */
const MOST_ENCODED = 4_000;

type PhraseTrained = Trained<PhraseDecoder['sizes'], EventDictionary, PhraseDecoder['weights']> &
  Pick<PhraseDecoder, 'sequences'>;

/**
 * Trains kind `phrase` on an object's recordings.
 *
 * @throws MirrorError `aborted` when the signal fires
 */
export async function trainPhrase(
  recorded: RecordedEvents,
  options: TrainingOptions,
): Promise<PhraseTrained> {
  return finishPhrase(await fitPhrase(recorded, options), { ...options, recorded });
}

/**
 * Keeps of a trained autoencoder what a decoder is made of, with what it remembers of the recordings beside it. Whose
 * hand trained the parameters does not matter: the bench finishes PyTorch's here as well.
 *
 * @param options.recorded what it was trained on
 */
export function finishPhrase(
  autoencoder: PhraseAutoencoder,
  options: Pick<TrainingOptions, 'random' | 'onEncoded'> & { readonly recorded: RecordedEvents },
): PhraseTrained {
  const { recorded } = options;
  const { parameters, sizes, dictionary, table, schedule, loss } = autoencoder;
  const { latent, hidden, embedding, window } = sizes;
  const windows = drawWindows(table, {
    count: Math.min(MOST_ENCODED, schedule.examples),
    random: options.random,
  });
  const density = fitLatentDensity(encodeChosen(autoencoder, { table, windows }), latent);
  options.onEncoded?.({ learned: encodePhrase(autoencoder, recorded) });
  return {
    sizes: { latent, hidden, embedding, window },
    dictionary,
    sequences: rememberSequences(symbolRows(recorded, table)),
    weights: { ...decoderWeights(parameters), ...foldDensity(parameters, density) },
    summary: {
      epochs: schedule.epochs,
      examples: schedule.examples,
      loss,
      reconstruction: reconstructPhrase(autoencoder, recorded),
    },
  };
}

/** Each recording's events as rows of symbols, unpacked no further than they are asked for. */
function symbolRows({ recordings }: RecordedEvents, table: WindowTable): SymbolRows[] {
  const fields = EVENT_FIELDS.length;
  return recordings.map(({ step: { length } }, r) => {
    const first = table.recordings[r]?.first as number;
    const rowAt = (i: number) =>
      Array.from(table.symbols.subarray((first + i) * fields, (first + i + 1) * fields));
    return {
      length,
      slice: (from = 0, to = length) =>
        Array.from({ length: Math.min(to, length) - from }, (_, i) => rowAt(from + i)),
    };
  });
}
