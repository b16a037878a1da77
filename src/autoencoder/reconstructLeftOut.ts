import type { Performance } from '../music/phrase.js';
import type { DecoderKind } from './decoder.js';
import type { EncodedWindows } from './encodedWindows.js';
import { EVENT_FIELDS, type EventDictionary } from './eventDictionary.js';
import { toSymbols, UNKNOWN } from './eventSymbols.js';
import { gatherEvents, type RecordedEvents } from './recordedEvents.js';
import type { TrainingOptions } from './training.js';

/**
 * What an autoencoder brings back of music that it never heard: shares 0–1 of symbols, by field of an event; kind
 * `seed` has the field `chord` only.
 */
export interface LeftOutReconstruction {
  /** Right on the windows of the performances that were left out. */
  readonly right: Readonly<Record<string, number>>;
  /** Predicted right behind their true events (teacher forcing), by a decoder that looks at them. */
  readonly predicted?: Readonly<Record<string, number>>;
  /** Right on their events, for one who always says what was most frequent among those learned. */
  readonly chance: Readonly<Record<string, number>>;
}

/**
 * How much of music that it never heard an autoencoder brings back: one of the kind is trained on some
 * performances and encodes and decodes others.
 *
 * A chord or distance that the learned performances do not hold cannot come back and counts as wrong.
 * Durations, velocities and nudges are right when they fall into the right one of the learned bins.
 *
 * The backend must be open (`openBackend`); TensorFlow itself is loaded here, when it is needed.
 *
 * @param performances at least one to learn, and at least one to leave out
 * @throws MirrorError `aborted` when the signal fires
 */
export async function reconstructLeftOut(
  kind: DecoderKind,
  performances: {
    readonly learned: readonly Performance[];
    readonly leftOut: readonly Performance[];
  },
  options: TrainingOptions,
): Promise<LeftOutReconstruction> {
  const learned = await gatherEvents(performances.learned, options);
  const gathered = await gatherEvents(performances.leftOut, options);
  // Places in the bar are counted as they were learned, whatever the others claim of their time.
  const leftOut = { ...gathered, barSteps: learned.barSteps };
  const { dictionary, reconstruct, encode } = await fitKind(kind, learned, options);
  options.onEncoded?.({ learned: encode(learned), leftOut: encode(leftOut) });
  const right = reconstruct(leftOut);
  const chance = EVENT_FIELDS.flatMap((name, field) =>
    name in right ? [[name, chanceOf(field, { learned, leftOut, dictionary })] as const] : [],
  );
  return { right, chance: Object.fromEntries(chance) };
}

/** A trained autoencoder, as far as it can be asked how much of a music it brings back. */
interface Fitted {
  readonly dictionary: EventDictionary;
  readonly reconstruct: (recorded: RecordedEvents) => Record<string, number>;
  readonly encode: (recorded: RecordedEvents) => EncodedWindows;
}

async function fitKind(
  kind: DecoderKind,
  learned: RecordedEvents,
  options: TrainingOptions,
): Promise<Fitted> {
  switch (kind) {
    case 'phrase': {
      const { encodePhrase, fitPhrase, reconstructPhrase } = await import('./phraseAutoencoder.js');
      const autoencoder = await fitPhrase(learned, options);
      return {
        dictionary: autoencoder.dictionary,
        reconstruct: (recorded) => reconstructPhrase(autoencoder, recorded),
        encode: (recorded) => encodePhrase(autoencoder, recorded),
      };
    }
    case 'seed': {
      const { encodeSeed, fitSeed, reconstructSeed } = await import('./seedAutoencoder.js');
      const autoencoder = await fitSeed(learned, options);
      return {
        dictionary: autoencoder.dictionary,
        reconstruct: (recorded) => reconstructSeed(autoencoder, recorded),
        encode: (recorded) => encodeSeed(autoencoder, recorded),
      };
    }
  }
}

/** Share of a field's symbols left out that are the most frequent of those learned, 0–1. */
function chanceOf(
  field: number,
  options: { learned: RecordedEvents; leftOut: RecordedEvents; dictionary: EventDictionary },
): number {
  const { learned, leftOut, dictionary } = options;
  const symbolsOf = (recorded: RecordedEvents) =>
    toSymbols(recorded, { dictionary, exact: true }).flatMap((rows) =>
      Array.from(rows).filter((_, i) => i % EVENT_FIELDS.length === field),
    );
  const counts = new Map<number, number>();
  for (const symbol of symbolsOf(learned)) counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
  counts.delete(UNKNOWN);
  const [usual] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
  const heard = symbolsOf(leftOut);
  return heard.filter((symbol) => symbol === usual).length / heard.length;
}
