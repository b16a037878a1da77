import type { RecordedEvents } from '../../events/recordedEvents.js';
import type { SeedDecoder } from '../decoder.js';
import type { Trained, TrainingOptions } from '../training.js';
import { encodeSeed, fitSeed, reconstructSeed, type SeedAutoencoder } from './seedAutoencoder.js';

type SeedTrained = Trained<SeedDecoder['sizes'], SeedDecoder['weights']> &
  Pick<SeedDecoder, 'dictionary'>;

/**
 * Trains kind `seed` on an object's recordings. Only the decoder is kept.
 *
 * @throws MirrorError `aborted` when the signal fires
 */
export async function trainSeed(
  recorded: RecordedEvents,
  options: TrainingOptions,
): Promise<SeedTrained> {
  return finishSeed(await fitSeed(recorded, options), { ...options, recorded });
}

/**
 * Keeps of a trained autoencoder what a decoder is made of; the bench finishes Keras's here as well.
 *
 * @param options.recorded what it was trained on
 */
export function finishSeed(
  autoencoder: SeedAutoencoder,
  options: Pick<TrainingOptions, 'onEncoded'> & { readonly recorded: RecordedEvents },
): SeedTrained {
  const { recorded } = options;
  const { parameters, sizes, dictionary, schedule, loss } = autoencoder;
  const { kernel, bias } = parameters;
  options.onEncoded?.({ learned: encodeSeed(autoencoder, recorded) });
  return {
    sizes,
    dictionary: { chords: dictionary },
    weights: { kernel, bias },
    summary: {
      epochs: schedule.epochs,
      examples: schedule.examples,
      loss,
      reconstruction: reconstructSeed(autoencoder, recorded),
    },
  };
}
