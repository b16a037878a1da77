import { MirrorError } from '../errors.js';
import type { Phrase } from '../music/phrase.js';
import type { Random } from '../random.js';
import type { Decoder } from './decoder.js';
import { decodePhraseKind } from './phraseDecoder.js';
import { decodeSeedKind } from './seedDecoder.js';

/** How daring the choice among symbols is: 0 takes the likeliest, 1 draws as the network says. */
export const DEFAULT_TEMPERATURE = 1;

export interface DecodeOptions {
  /** Length of the phrase to fill, ticks, 1 or more. */
  readonly lengthTicks: number;
  readonly random: Random;
  /** 0 or more; kind `seed` has no use for it. */
  readonly temperature?: number;
}

/**
 * Plays a decoder: turns latents into a phrase of the wanted length. Needs no TensorFlow.
 *
 * @param latents where the phrase starts and, where there are more, what it goes on to; at least
 *   one, each as long as the decoder's latent, as if drawn from N(0, 1)
 * @throws MirrorError `usage` for latents of another length, or none
 * @returns notes within `lengthTicks`, in order of playing
 */
export function decodePhrase(
  decoder: Decoder,
  latents: readonly (readonly number[])[],
  options: DecodeOptions,
): Phrase {
  const { lengthTicks, random, temperature = DEFAULT_TEMPERATURE } = options;
  const { latent } = decoder.sizes;
  if (latents.length === 0 || latents.some(({ length }) => length !== latent)) {
    throw new MirrorError(
      'usage',
      `Expected at least one latent, each of ${latent} numbers, but received ${latents.length ? latents.map(({ length }) => length).join(', ') : 'none'}.`,
    );
  }
  const settings = { lengthTicks, random, temperature };
  switch (decoder.kind) {
    case 'phrase':
      return decodePhraseKind(decoder, latents, settings);
    case 'seed':
      return decodeSeedKind(decoder, latents, settings);
  }
}
