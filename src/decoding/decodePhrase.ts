import type { Decoder } from '../autoencoder/decoder.js';
import { DECODER_RULE } from '../checks/argumentRules.js';
import { checkArguments, checkOptions, type OptionRules } from '../checks/checkOptions.js';
import { MirrorError } from '../errors.js';
import type { MusicalEvent } from '../events/events.js';
import type { Random } from '../math/random.js';
import type { Phrase } from '../music/phrase.js';
import { DEFAULT_VARIATION } from './copyLimit.js';
import { decodePhraseKind } from './decodePhraseKind.js';
import { DECODE_RANGES, DEFAULT_TEMPERATURE } from './decodeRanges.js';
import { decodeSeedKind } from './decodeSeedKind.js';
import type { Motif } from './motif.js';

export interface DecodeOptions {
  /** Length of the phrase to fill, ticks, whole, 1 or more. */
  readonly lengthTicks: number;
  /** Events to stop after: the phrase ends where the next one would begin. Kind `seed` has no use for it. */
  readonly mostEvents?: number | undefined;
  readonly random: Random;
  /** 0 to 2; kind `seed` has no use for it. */
  readonly temperature?: number | undefined;
  /** 0 (close to the recordings) to 1 (free); kind `seed` has no use for it. */
  readonly variation?: number | undefined;
  /** Harmony to play under; without it, the decoder's own. Kind `seed` has no use for it. */
  readonly harmony?: Harmony | undefined;
  /** What it is to play at some places, taken from elsewhere. Kind `seed` has no use for it. */
  readonly motifs?: readonly Motif[] | undefined;
}

/** The harmony at a grid position of the phrase; undefined where the decoder is free. */
export type Harmony = (step: number) => PitchBias | undefined;

/** What a harmony adds to the logits of pitches, in nats, mostly below 0. */
export interface PitchBias {
  /** To those of every pitch of a class, [12] from C on. */
  readonly pitch: ArrayLike<number>;
  /** Besides, to those of a chord's lowest note, [12]. */
  readonly lowest?: ArrayLike<number> | undefined;
  /** Besides, to that of each pitch whose key is down. */
  readonly held?: number;
}

/** A phrase that knows where it comes from: each note says by `event` which of the events it belongs to. */
export interface DecodedPhrase extends Phrase {
  /** In order of playing. */
  readonly events: readonly PlayedEvent[];
  /** Every latent that gave events, in order. */
  readonly latents: readonly PlayedLatent[];
}

/** A place in the latent space that was decoded. */
export interface PlayedLatent {
  /** As many as the decoder's latent has. */
  readonly values: readonly number[];
  /** Which of the latents that the phrase was given it came by last. */
  readonly start: number;
}

/** An event as a decoder played it. */
export interface PlayedEvent extends MusicalEvent {
  /** Index among the phrase's latents of the one that it was decoded from. */
  readonly latent: number;
}

const DECODE_RULES: OptionRules<DecodeOptions> = {
  ...DECODE_RANGES,
  random: 'function',
  harmony: 'function',
  motifs: 'array',
};

/**
 * Plays a decoder: turns latents into a phrase of the wanted length. Needs no TensorFlow.
 *
 * @param latents where the phrase starts and, where there are more, what it goes on to; at least
 *   one, each as long as the decoder's latent, as if drawn from N(0, 1)
 * @throws MirrorError `usage` for latents of another length, or none, and for an option out of its range, of another
 *   type or of no known name
 * @returns notes within `lengthTicks`, in order of playing
 */
export function decodePhrase(
  decoder: Decoder,
  latents: readonly (readonly number[])[],
  options: DecodeOptions,
): DecodedPhrase {
  checkOptions('decodePhrase', options, DECODE_RULES);
  checkArguments({ decoder, latents }, { decoder: DECODER_RULE, latents: 'array' });
  const { temperature = DEFAULT_TEMPERATURE, variation = DEFAULT_VARIATION } = options;
  checkLatents(latents, decoder.sizes.latent);
  const { harmony = free, motifs = [], mostEvents = DECODE_RANGES.mostEvents.most } = options;
  const settings = { ...options, temperature, variation, harmony, motifs, mostEvents };
  switch (decoder.kind) {
    case 'phrase':
      return decodePhraseKind(decoder, latents, settings);
    case 'seed':
      return decodeSeedKind(decoder, latents, settings);
  }
}

const free: Harmony = () => undefined;

function checkLatents(latents: readonly (readonly number[])[], latent: number): void {
  const isLatent = (values: readonly number[]) =>
    values.length === latent && values.every(Number.isFinite);
  const wrong = latents.find((values) => !isLatent(values));
  if (latents.length > 0 && !wrong) return;
  const received = !wrong
    ? 'none'
    : wrong.length === latent
      ? `one that holds ${wrong.find((value) => !Number.isFinite(value))}`
      : `one of ${wrong.length}`;
  throw new MirrorError(
    'usage',
    `Expected at least one latent, each of ${latent} numbers, but received ${received}.`,
  );
}
