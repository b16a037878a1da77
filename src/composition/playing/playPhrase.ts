import {
  type DecodedPhrase,
  type DecodeOptions,
  decodePhrase,
} from '../../decoding/decodePhrase.js';
import { seededRandom } from '../../math/random.js';
import { voiceSeed } from '../assignVoices.js';
import { recordedDensity } from '../density/recordedDensity.js';
import { openPhraseCache } from './phraseCache.js';
import type { Player, PlayingOptions } from './player.js';
import { startLatents } from './startLatents.js';

/** A phrase with less than this share of the chords that recordings of its length have is hardly heard as its object. */
const SPARSE = 0.7;

/** Phrases that are drawn until one is not sparse. */
const MOST_DRAWS = 3;

/**
 * A player's phrase from its take-off, if it has one, and the picture under its boxes. Where it has too few chords it is
 * drawn again, and the fullest is taken. Otherwise an object that rests for bars in its recordings might play next to nothing in a piece.
 */
export function playPhrase(
  { matched, decoder, takeOff }: Player,
  options: PlayingOptions &
    Pick<DecodeOptions, 'lengthTicks' | 'mostEvents' | 'harmony' | 'motifs'>,
): DecodedPhrase {
  const { photo, seed, phrases = openPhraseCache(), harmony: given, ...settings } = options;
  const voice = voiceSeed(matched);
  const key = JSON.stringify([voice, matched.boxes, seed, settings, takeOff]);
  const decode = (harmony: typeof given): DecodedPhrase => {
    const latents = startLatents(photo, matched, {
      length: decoder.sizes.latent,
      seed,
      takeOff,
    });
    // An audition ends after so many events, however long they take.
    const fewest =
      settings.mostEvents === undefined
        ? SPARSE * recordedDensity(decoder).onsetsPerTick * settings.lengthTicks
        : 0;
    const draw = (again: string): DecodedPhrase => {
      const random = seededRandom(`phrase ${seed} ${voice}${again}`);
      return decodePhrase(decoder, latents, { random, ...settings, ...(harmony && { harmony }) });
    };
    let fullest = draw('');
    for (let draws = 1; draws < MOST_DRAWS && fullest.events.length < fewest; draws++) {
      const other = draw(` again ${draws}`);
      if (other.events.length > fullest.events.length) fullest = other;
    }
    return fullest;
  };
  return phrases.getOrDecode(key, { decoder, harmony: given, decode });
}
