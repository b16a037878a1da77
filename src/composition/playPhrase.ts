import { chooseTempo } from '../decoding/chooseTempo.js';
import { type DecodedPhrase, decodePhrase } from '../decoding/decodePhrase.js';
import { ticksPerBar } from '../music/time.js';
import { seededRandom } from '../random.js';
import type { Photo } from '../vision/photo/photo.js';
import { voiceSeed } from './assignVoices.js';
import type { Player, TimedPlayer } from './planPiece.js';
import { startLatents } from './startLatents.js';

/** What a player plays by: where the phrase starts, and how far it may stray. */
export interface PlayingOptions {
  readonly photo: Photo;
  readonly seed: number;
  readonly temperature?: number | undefined;
  readonly variation?: number | undefined;
}

/** Bars that hold the 32 events by which `chooseTempo` judges, in most music. */
const OPENING_BARS = 8;

/** A player's phrase from the picture under its boxes; a longer one begins as a shorter one does. */
export function playPhrase(
  { matched, decoder }: Player,
  { photo, seed, lengthTicks, ...settings }: PlayingOptions & { readonly lengthTicks: number },
): DecodedPhrase {
  const latents = startLatents(photo, matched, { length: decoder.sizes.latent, seed });
  const random = seededRandom(`phrase ${seed} ${voiceSeed(matched)}`);
  return decodePhrase(decoder, latents, { lengthTicks, random, ...settings });
}

/** Each player with the tempo of one of its recordings, by how its phrase opens. */
export function timePlayers(players: readonly Player[], options: PlayingOptions): TimedPlayer[] {
  return players.map((player) => {
    const lengthTicks = OPENING_BARS * ticksPerBar(player.decoder.timeSignature);
    const { events } = playPhrase(player, { ...options, lengthTicks });
    return { ...player, ownTempoBpm: chooseTempo(player.decoder, { events, seed: options.seed }) };
  });
}
