import type { RecordedEvents } from '../../events/recordedEvents.js';
import { keepSequences } from '../../events/sequences.js';
import { drawWindows } from '../../events/windows.js';
import type { PhraseDecoder } from '../decoder.js';
import { fitLatentDensity, foldDensity, type LatentDensity } from '../latentDensity.js';
import type { Parameters } from '../parameters.js';
import type { Trained, TrainingOptions } from '../training.js';
import {
  encodeChosen,
  encodePhrase,
  fitPhrase,
  type PhraseAutoencoder,
} from './phraseAutoencoder.js';
import { type PhraseSizes, phraseDecoderShapes } from './phraseShapes.js';
import { reconstructPhrase } from './reconstructPhrase.js';

/** Windows that the density of latents is fitted to at most; it has 32 means and 528 covariances. */
const MOST_ENCODED = 4_000;

type PhraseTrained = Trained<PhraseDecoder['sizes'], PhraseDecoder['weights']> &
  Pick<PhraseDecoder, 'vocabulary' | 'sequences'>;

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
 * Keeps of a trained autoencoder what a decoder is made of, with what it keeps of the recordings beside it. Whose
 * hand trained the parameters does not matter: the bench finishes PyTorch's here as well.
 *
 * @param options.recorded what it was trained on
 */
export function finishPhrase(
  autoencoder: PhraseAutoencoder,
  options: Pick<TrainingOptions, 'random' | 'onEncoded'> & { readonly recorded: RecordedEvents },
): PhraseTrained {
  const { recorded } = options;
  const { parameters, sizes, vocabulary, table, schedule, loss } = autoencoder;
  const { latent, hidden, embedding, window, plan } = sizes;
  const windows = drawWindows(table, {
    count: Math.min(MOST_ENCODED, schedule.examples),
    random: options.random,
  });
  const density = fitLatentDensity(encodeChosen(autoencoder, { table, windows }), latent);
  options.onEncoded?.({ learned: encodePhrase(autoencoder, recorded) });
  const { right, predicted } = reconstructPhrase(autoencoder, recorded);
  return {
    sizes: { latent, hidden, embedding, window, plan },
    vocabulary,
    sequences: keepSequences(recorded),
    weights: foldLatent(parameters, { sizes, density }),
    summary: {
      epochs: schedule.epochs,
      examples: schedule.examples,
      loss,
      reconstruction: right,
      prediction: predicted,
    },
  };
}

/** The parameters that are kept, taking latents that are draws from N(0, 1). */
function foldLatent(
  parameters: Parameters,
  { sizes, density }: { sizes: PhraseSizes; density: LatentDensity },
): Parameters {
  const kept = Object.keys(phraseDecoderShapes(sizes)).map((name) => [name, parameters[name]]);
  const layers = ['start', 'plan'].flatMap((name) => {
    const [kernel, bias] = [parameters[`${name}Kernel`], parameters[`${name}Bias`]];
    const layer = { kernel: kernel as Float32Array, bias: bias as Float32Array };
    const folded = foldDensity(layer, density);
    return [
      [`${name}Kernel`, folded.kernel],
      [`${name}Bias`, folded.bias],
    ];
  });
  return { ...Object.fromEntries(kept), ...Object.fromEntries(layers) };
}
