import type { SeedDecoder } from '../autoencoder/decoder.js';
import { dense } from '../autoencoder/dense.js';
import { STEP_TICKS } from '../events/events.js';
import { drawNormals } from '../math/random.js';
import { TICKS_PER_QUARTER } from '../music/time.js';
import type { DecodedPhrase, DecodeOptions, PlayedEvent, PlayedLatent } from './decodePhrase.js';
import { playedNotes } from './playedNotes.js';

/** Every note of kind `seed` has this length and inter-onset interval, for the network knows no time. */
export const SEED_NOTE_TICKS = TICKS_PER_QUARTER / 2;
/** And this loudness: mezzo-forte. */
const NOTE_VELOCITY = 80;

/**
 * A phrase from a decoder of kind `seed`: each latent gives a sequence of symbols, sequence follows
 * sequence, and after the given latents come draws from N(0, 1).
 */
export function decodeSeedKind(
  decoder: SeedDecoder,
  starts: readonly (readonly number[])[],
  { lengthTicks, random }: Required<DecodeOptions>,
): DecodedPhrase {
  const events: PlayedEvent[] = [];
  const latents: PlayedLatent[] = [];
  const count = Math.ceil(lengthTicks / SEED_NOTE_TICKS);
  while (events.length < count) {
    const values = starts[latents.length] ?? drawNormals(decoder.sizes.latent, random);
    for (const symbol of decodeSequence(decoder, values).slice(0, count - events.length)) {
      events.push({
        pitches: decoder.dictionary.chords[symbol] as readonly number[],
        step: (events.length * SEED_NOTE_TICKS) / STEP_TICKS,
        microtimingTicks: 0,
        durationTicks: Math.min(SEED_NOTE_TICKS, lengthTicks - events.length * SEED_NOTE_TICKS),
        velocity: NOTE_VELOCITY,
        latent: latents.length,
      });
    }
    latents.push({ values, start: Math.min(latents.length, starts.length - 1) });
  }
  return { notes: playedNotes(events), lengthTicks, events, latents };
}

/**
 * Symbols of one sequence: the decoder's output reshaped to [symbols, sequence], its largest value
 * in each column. The sigmoid is left out, since it changes no order.
 */
function decodeSequence(decoder: SeedDecoder, latent: readonly number[]): number[] {
  const { sequence } = decoder.sizes;
  const output = dense(latent, decoder.weights);
  return Array.from({ length: sequence }, (_, column) => {
    let best = 0;
    for (let symbol = 1; symbol < decoder.dictionary.chords.length; symbol++) {
      const value = output[symbol * sequence + column] as number;
      if (value > (output[best * sequence + column] as number)) best = symbol;
    }
    return best;
  });
}
