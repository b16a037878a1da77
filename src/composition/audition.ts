import type { Decoder } from '../autoencoder/decoder.js';
import { chooseTempo } from '../decoding/chooseTempo.js';
import { type DecodedPhrase, decodePhrase } from '../decoding/decodePhrase.js';
import { type MusicalEvent, stepsPerBar } from '../events/events.js';
import type { Note } from '../music/note.js';
import { ticksPerBar } from '../music/time.js';
import { seededRandom } from '../random.js';
import type { Photo } from '../vision/photo/photo.js';
import { type MatchedInstance, voiceSeed } from './assignVoices.js';
import { startLatents } from './startLatents.js';

/** A voice with the decoder of its object. */
export interface Player {
  readonly matched: MatchedInstance;
  readonly decoder: Decoder;
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
  /** How many chords begin in a bar of its own, those of busy bars counted more: the root mean square over its bars. */
  readonly onsetsPerBar: number;
}

/** What a player plays by: where its phrase starts, and how far it may stray. */
export interface PlayingOptions {
  readonly photo: Photo;
  readonly seed: number;
  readonly temperature?: number | undefined;
  readonly variation?: number | undefined;
}

/** Bars that hold the 32 events by which `chooseTempo` judges, in most music. */
const AUDITION_BARS = 8;

/** Lets each player open by itself. */
export function audition(players: readonly Player[], options: PlayingOptions): AuditionedPlayer[] {
  return players.map((player) => {
    const { timeSignature } = player.decoder;
    const lengthTicks = AUDITION_BARS * ticksPerBar(timeSignature);
    const barSteps = stepsPerBar(timeSignature);
    const { notes, events } = playPhrase(player, { ...options, lengthTicks });
    const ownTempoBpm = chooseTempo(player.decoder, { events, seed: options.seed });
    return {
      ...player,
      ownTempoBpm,
      audition: { notes, lengthTicks, onsetsPerBar: busyness(events, barSteps) },
    };
  });
}

/** A player's phrase from the picture under its boxes. */
export function playPhrase(
  { matched, decoder }: Player,
  {
    photo,
    seed,
    ...settings
  }: PlayingOptions & Pick<Parameters<typeof decodePhrase>[2], 'lengthTicks' | 'harmony'>,
): DecodedPhrase {
  const latents = startLatents(photo, matched, { length: decoder.sizes.latent, seed });
  const random = seededRandom(`phrase ${seed} ${voiceSeed(matched)}`);
  return decodePhrase(decoder, latents, { random, ...settings });
}

function busyness(events: readonly MusicalEvent[], barSteps: number): number {
  const counts = new Array<number>(AUDITION_BARS).fill(0);
  for (const { step } of events) {
    const bar = Math.floor(step / barSteps);
    counts[bar] = (counts[bar] as number) + 1;
  }
  return Math.sqrt(counts.reduce((sum, count) => sum + count * count, 0) / AUDITION_BARS);
}
