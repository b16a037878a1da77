import type { SeedDecoder } from './decoder.js';
import type { RecordedEvents } from './recordedEvents.js';
import { encodeSeed, fitSeed, reconstructSeed } from './seedAutoencoder.js';
import type { Trained, TrainingOptions } from './training.js';

type SeedTrained = Trained<SeedDecoder['sizes'], SeedDecoder['dictionary'], SeedDecoder['weights']>;

/**
 * Trains kind `seed` on an object's recordings. Only the decoder is kept.
 *
 * @throws MirrorError `aborted` when the signal fires
 */
export async function trainSeed(
  recorded: RecordedEvents,
  options: TrainingOptions,
): Promise<SeedTrained> {
  const autoencoder = await fitSeed(recorded, options);
  const { parameters, sizes, dictionary, schedule, loss } = autoencoder;
  const { kernel, bias } = parameters;
  options.onEncoded?.({ learned: encodeSeed(autoencoder, recorded) });
  return {
    sizes,
    dictionary: { chords: dictionary.chord },
    weights: { kernel, bias },
    summary: {
      epochs: schedule.epochs,
      examples: schedule.examples,
      loss,
      reconstruction: reconstructSeed(autoencoder, recorded),
    },
  };
}
