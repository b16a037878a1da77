import { gatherEvents, type RecordedEvents } from '../events/recordedEvents.js';
import type { Performance } from '../music/phrase.js';
import { chanceOfLeftOut } from './chanceOfLeftOut.js';
import type { DecoderKind } from './decoder.js';
import type { EncodedWindows } from './encodedWindows.js';
import type { TrainingOptions } from './training.js';

/**
 * What an autoencoder brings back of music that it was not trained on: shares 0–1 of symbols, by field of an event; kind
 * `seed` has the field `chord` only.
 */
export interface LeftOutReconstruction {
  /** Right from the latents of the windows of the performances that were left out. */
  readonly right: Readonly<Record<string, number>>;
  /** Right with the true events before each one as well; not of kind `seed`. */
  readonly predicted?: Readonly<Record<string, number>>;
  /** Right on their events where the answer is always the most frequent value of those learned. */
  readonly chance: Readonly<Record<string, number>>;
}

/**
 * How much of music that it was not trained on an autoencoder brings back: one of the kind is trained on some
 * performances and encodes and decodes others.
 *
 * A chord or inter-onset interval that the learned performances do not hold cannot come back and counts as wrong.
 * Durations, velocities and microtimings are right when they fall into the right one of the learned bins.
 *
 * For kind `seed` the backend must be open (`openBackend`); TensorFlow itself is loaded here, when it is needed.
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
  const { reconstruct, encode } = await fitKind(kind, learned, options);
  options.onEncoded?.({ learned: encode(learned), leftOut: encode(leftOut) });
  const { right, predicted } = reconstruct(leftOut);
  const chance = chanceOfLeftOut(learned, leftOut).filter(([field]) => field in right);
  return { right, predicted, chance: Object.fromEntries(chance) };
}

/** A trained autoencoder, as far as it can be asked how much of a music it brings back. */
interface Fitted {
  readonly reconstruct: (recorded: RecordedEvents) => Omit<LeftOutReconstruction, 'chance'>;
  readonly encode: (recorded: RecordedEvents) => EncodedWindows;
}

async function fitKind(
  kind: DecoderKind,
  learned: RecordedEvents,
  options: TrainingOptions,
): Promise<Fitted> {
  switch (kind) {
    case 'phrase': {
      const { encodePhrase, fitPhrase } = await import('./phrase/phraseAutoencoder.js');
      const { reconstructPhrase } = await import('./phrase/reconstructPhrase.js');
      const autoencoder = await fitPhrase(learned, options);
      return {
        reconstruct: (recorded) => reconstructPhrase(autoencoder, recorded),
        encode: (recorded) => encodePhrase(autoencoder, recorded),
      };
    }
    case 'seed': {
      const { encodeSeed, fitSeed, reconstructSeed } = await import('./seed/seedAutoencoder.js');
      const autoencoder = await fitSeed(learned, options);
      return {
        reconstruct: (recorded) => ({ right: reconstructSeed(autoencoder, recorded) }),
        encode: (recorded) => encodeSeed(autoencoder, recorded),
      };
    }
  }
}
