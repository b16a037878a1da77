import type { Decoder } from '../autoencoder/decoder.js';
import { chooseTempo } from '../decoding/chooseTempo.js';
import { type DecodedPhrase, type DecodeOptions, decodePhrase } from '../decoding/decodePhrase.js';
import { type MusicalEvent, STEP_TICKS } from '../events/events.js';
import { seededRandom } from '../math/random.js';
import type { Note } from '../music/note.js';
import { ticksPerBar } from '../music/time.js';
import type { Photo } from '../vision/photo/photo.js';
import { type MatchedInstance, voiceSeed } from './assignVoices.js';
import { recordedDensity } from './density/recordedDensity.js';
import { openPhraseMemory, type PhraseMemory } from './phraseMemory.js';
import { startLatents } from './startLatents.js';

/** A voice with the decoder of its object. */
export interface Player {
  readonly matched: MatchedInstance;
  readonly decoder: Decoder;
  /** The latent that it begins from; where there is none, that of its picture. */
  readonly takeOff?: readonly number[] | undefined;
}

/** A player by how it opens when it plays alone, so that a piece can be planned before it is decoded. */
export interface AuditionedPlayer extends Player {
  /** That of one of its recordings, as `chooseTempo` gives it, quarter notes a minute; null if all of them are free. */
  readonly ownTempoBpm: number | null;
  readonly audition: Audition;
}

/** What a player plays by itself. */
export interface Audition {
  readonly notes: readonly Note[];
  /** In the decoder's own ticks. */
  readonly lengthTicks: number;
  /**
   * How many chords begin in a bar of its own, those of busy bars counted more: the root mean square over its bars, or over those of
   * its recordings in which something is played, where that is more. A machine may open with a false start.
   */
  readonly onsetsPerBar: number;
}

/** What a player plays by: where its phrase starts, and how far it may stray. */
export interface PlayingOptions {
  readonly photo: Photo;
  readonly seed: number;
  readonly temperature?: number | undefined;
  readonly variation?: number | undefined;
  /** Where phrases of this photo are kept from piece to piece. */
  readonly phrases?: PhraseMemory | undefined;
}

/** Bars that hold the 32 events by which `chooseTempo` judges, in most music. */
const AUDITION_BARS = 8;
const AUDITION_EVENTS = 32;

/**
 * Lets each player open by itself, as close to its recordings as it can: it is judged by its tempo, key and density, which ways out
 * of copied runs would only make dearer.
 */
export function audition(players: readonly Player[], options: PlayingOptions): AuditionedPlayer[] {
  return players.map((player) => {
    const barTicks = ticksPerBar(player.decoder.timeSignature);
    const { notes, events, lengthTicks } = playPhrase(player, {
      ...options,
      variation: 0,
      lengthTicks: AUDITION_BARS * barTicks,
      mostEvents: AUDITION_EVENTS,
    });
    const ownTempoBpm = chooseTempo(player.decoder, { events, seed: options.seed });
    return {
      ...player,
      ownTempoBpm,
      audition: {
        notes,
        lengthTicks,
        onsetsPerBar: Math.max(
          busyness(events, { bars: Math.max(1, lengthTicks / barTicks), barTicks }),
          recordedDensity(player.decoder).onsetsPerBar,
        ),
      },
    };
  });
}

/** A phrase with less than this share of the chords that recordings of its length have is not heard as its object. */
const SPARSE = 0.25;

/** Phrases that are drawn until one is not sparse. */
const MOST_DRAWS = 3;

/**
 * A player's phrase from its take-off, if it has one, and the picture under its boxes. Where it is mostly one long rest it is
 * drawn again, and the fullest is taken: an object that rests for bars in its recordings may have no more than these in a piece.
 */
export function playPhrase(
  { matched, decoder, takeOff }: Player,
  options: PlayingOptions &
    Pick<DecodeOptions, 'lengthTicks' | 'mostEvents' | 'harmony' | 'motifs'>,
): DecodedPhrase {
  const { photo, seed, phrases = openPhraseMemory(), harmony: given, ...settings } = options;
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
  return phrases.recall(key, { decoder, harmony: given, decode });
}

/** Chords a bar of its own, those of busy bars counted more: the root mean square. The last bar may be a part of one. */
function busyness(
  events: readonly MusicalEvent[],
  { bars, barTicks }: { bars: number; barTicks: number },
): number {
  const counts = new Array<number>(Math.ceil(bars)).fill(0);
  for (const { step } of events) {
    const bar = Math.floor((step * STEP_TICKS) / barTicks);
    counts[bar] = (counts[bar] as number) + 1;
  }
  const squares = counts.map((count, bar) => {
    const length = Math.min(1, bars - bar);
    return length * (count / length) ** 2;
  });
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / bars);
}
