import {
  buildChordDictionary,
  type ChordDictionary,
  chordSymbols,
} from '../../events/chordDictionary.js';
import type { RecordedEvents } from '../../events/recordedEvents.js';
import { countWindows, layWindows, spreadWindows, type Windows } from '../../events/windows.js';
import { createAdam } from '../adam.js';
import { type EncodedWindows, encodeSpread } from '../encodedWindows.js';
import { initialParameters, type Parameters } from '../parameters.js';
import { planTraining, runEpochs, type Schedule, type TrainingOptions } from '../training.js';
import { encodeSequences, reconstructSequences, seedGradients } from './seedNetwork.js';
import { type SeedParameter, seedShapes } from './seedShapes.js';

/** The article's network and Keras's defaults, where the article leaves them. */
const SEED_DEFAULTS = {
  latent: 2,
  /** `sequence_length`: symbols in a sequence. */
  sequence: 32,
  batchSize: 32,
  epochs: 10,
  fewestSteps: 1,
  /** The article has no limit; hundreds of recordings need one. */
  mostSteps: 3000,
  learningRate: 1e-3,
} as const;

/** Sequences that the reconstruction is measured on at most. */
const MOST_MEASURED = 4_000;

/** Sequences that are decoded at a time, which bounds the memory that it takes. */
const MEASURED_TOGETHER = 256;

/** Both halves of the network, trained, and what they were trained on. */
export interface SeedAutoencoder {
  readonly parameters: Parameters<SeedParameter>;
  readonly sizes: { readonly latent: number; readonly sequence: number };
  readonly dictionary: ChordDictionary;
  readonly schedule: Schedule;
  /** Mean loss of the last epoch, nats. */
  readonly loss: number;
}

/**
 * Trains both halves of the network of kind `seed` as the article does: sequences of chord symbols, one-hot
 * [symbols, sequence] and flattened, through Dense(2, tanh) and Dense(symbols × sequence, sigmoid), binary
 * cross-entropy, 10 epochs.
 *
 * @throws MirrorError `aborted` when the signal fires
 */
export async function fitSeed(
  recorded: RecordedEvents,
  options: TrainingOptions,
): Promise<SeedAutoencoder> {
  const { latent, sequence, learningRate } = SEED_DEFAULTS;
  const dictionary = buildChordDictionary(recorded);
  const [all, symbols] = [recorded.chords.length, dictionary.length];
  if (all > symbols) {
    options.onNote?.(`${all - symbols} rare chords of ${all} are played as their nearest`);
  }
  const table = tableSequences(recorded, { dictionary, size: sequence });
  const parameters = initialParameters(seedShapes(symbols * sequence, latent), options.random);
  const takeStep = createAdam(parameters);
  const schedule = planTraining(countWindows(table), SEED_DEFAULTS);
  const loss = await runEpochs(table, {
    ...options,
    schedule,
    step: (sequences) => {
      const result = seedGradients(parameters, toOneHot(table, { sequences, symbols }));
      takeStep(result.gradients, learningRate);
      return result.loss;
    },
  });
  return { parameters, sizes: { latent, sequence }, dictionary, schedule, loss };
}

/** Share of chords that come back right from music's sequences, 0–1; a chord that was not learned cannot. */
export function reconstructSeed(
  { parameters, sizes, dictionary }: SeedAutoencoder,
  recorded: RecordedEvents,
): Record<string, number> {
  const symbols = dictionary.length;
  const options = { dictionary, size: sizes.sequence };
  const table = tableSequences(recorded, options);
  const truth = tableSequences(recorded, { ...options, exact: true });
  const sequences = spreadWindows(table, MOST_MEASURED);
  let right = 0;
  for (let from = 0; from < sequences.length; from += MEASURED_TOGETHER) {
    const part = sequences.slice(from, from + MEASURED_TOGETHER);
    const input = toOneHot(table, { sequences: part, symbols });
    const decoded = reconstructSequences(parameters, { input, symbols });
    for (const [i, symbol] of decoded.entries()) {
      const window = part[Math.floor(i / table.size)] as number;
      const position = i % table.size;
      if (symbol === truth.symbols[window + position]) right++;
    }
  }
  return { chord: right / (sequences.length * sizes.sequence) };
}

/** Where the encoder puts music's sequences, evenly spread and bounded in number. */
export function encodeSeed(
  { parameters, sizes, dictionary }: SeedAutoencoder,
  recorded: RecordedEvents,
): EncodedWindows {
  const symbols = dictionary.length;
  const table = tableSequences(recorded, { dictionary, size: sizes.sequence });
  const encode = (sequences: readonly number[]) =>
    encodeSequences(parameters, toOneHot(table, { sequences, symbols }));
  return encodeSpread(table, { latent: sizes.latent, encode });
}

/** Recordings as chord symbols, laid end to end. */
interface SequenceTable extends Windows {
  readonly symbols: Int16Array;
}

export function tableSequences(
  recorded: RecordedEvents,
  options: {
    readonly dictionary: ChordDictionary;
    readonly size: number;
    readonly exact?: boolean;
  },
): SequenceTable {
  const { size } = options;
  const symbolOf = chordSymbols(recorded.chords, options);
  const symbols = recorded.recordings.flatMap(({ chord }) =>
    Array.from(
      { length: Math.max(size, chord.length) },
      (_, i) => symbolOf[chord[i % chord.length] as number] as number,
    ),
  );
  return { ...layWindows(recorded, size), symbols: Int16Array.from(symbols) };
}

/** [sequences][symbols × sequence]: a one where the symbol of that column is. */
function toOneHot(
  table: SequenceTable,
  { sequences, symbols }: { sequences: readonly number[]; symbols: number },
): Float32Array[] {
  return sequences.map((window) => {
    const row = new Float32Array(symbols * table.size);
    for (let position = 0; position < table.size; position++) {
      row[(table.symbols[window + position] as number) * table.size + position] = 1;
    }
    return row;
  });
}
