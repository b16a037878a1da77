import type { Decoder } from '../../autoencoder/decoder.js';
import { type OptionRules, SEED_RANGE } from '../../checks/checkOptions.js';
import { DECODE_RANGES } from '../../decoding/decodeRanges.js';
import { PHOTO_RULE } from '../../vision/detectRules.js';
import type { Photo } from '../../vision/photo/photo.js';
import type { MatchedInstance } from '../assignVoices.js';
import type { PhraseCache } from './phraseCache.js';

/** A voice with the decoder of its object. */
export interface Player {
  readonly matched: MatchedInstance;
  readonly decoder: Decoder;
  /** The latent that it begins from; where there is none, that of its picture. */
  readonly takeOff?: readonly number[] | undefined;
}

/** What a player plays by: where its phrase starts, and how far it may stray. */
export interface PlayingOptions {
  readonly photo: Photo;
  readonly seed: number;
  readonly temperature?: number | undefined;
  readonly variation?: number | undefined;
  /** Where phrases of this photo are kept from piece to piece. */
  readonly phrases?: PhraseCache | undefined;
}

/** All options of `audition` and `playTogether`. */
export const PLAYING_RULES: OptionRules<PlayingOptions> = {
  photo: PHOTO_RULE,
  seed: SEED_RANGE,
  temperature: DECODE_RANGES.temperature,
  variation: DECODE_RANGES.variation,
  phrases: 'any',
};
