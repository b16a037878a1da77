import type { Note } from '../music/note.js';
import type { Phrase } from '../music/phrase.js';
import { TICKS_PER_QUARTER } from '../music/time.js';
import { drawNormals } from '../random.js';
import type { DecodeOptions } from './decodePhrase.js';
import type { SeedDecoder } from './decoder.js';
import { dense } from './dense.js';

/** Every note of kind `seed` has this length and distance, for the network knows no time. */
const NOTE_TICKS = TICKS_PER_QUARTER / 2;
/** And this loudness: mezzo-forte. */
const NOTE_VELOCITY = 80;

/**
 * A phrase from a decoder of kind `seed`: each latent gives a sequence of symbols, sequence follows
 * sequence, and after the given latents come draws from N(0, 1).
 */
export function decodeSeedKind(
  decoder: SeedDecoder,
  latents: readonly (readonly number[])[],
  { lengthTicks, random }: Required<DecodeOptions>,
): Phrase {
  const notes: Note[] = [];
  let startTicks = 0;
  for (let i = 0; startTicks < lengthTicks; i++) {
    const latent = latents[i] ?? drawNormals(decoder.sizes.latent, random);
    for (const symbol of decodeSequence(decoder, latent)) {
      if (startTicks >= lengthTicks) break;
      const durationTicks = Math.min(NOTE_TICKS, lengthTicks - startTicks);
      for (const pitch of decoder.dictionary.chords[symbol] as readonly number[]) {
        notes.push({ pitch, startTicks, durationTicks, velocity: NOTE_VELOCITY });
      }
      startTicks += NOTE_TICKS;
    }
  }
  return { notes, lengthTicks };
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
