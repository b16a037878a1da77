import type { PlayablePiece } from '../playablePiece.js';

/** What the player says to the worklet. */
export type ToWorklet =
  | { readonly kind: 'soundFont'; readonly bytes: ArrayBuffer }
  | { readonly kind: 'load'; readonly piece: PlayablePiece }
  | { readonly kind: 'play' }
  | { readonly kind: 'pause' }
  /** `number` counts the seeks, so that it is known which places are from before. */
  | { readonly kind: 'seek'; readonly ticks: number; readonly number: number }
  | { readonly kind: 'repeat'; readonly isRepeating: boolean }
  /** How loud each channel is, 0 and above, and how far it is moved to the side, −1 to 1. */
  | { readonly kind: 'mix'; readonly channels: readonly ChannelMix[] }
  /** As `AuditioningScheduler.audition` has it. */
  | { readonly kind: 'audition'; readonly piece: PlayablePiece; readonly isNext: boolean }
  | { readonly kind: 'endAudition' }
  /** A keyboard is about to be played with this program: its samples are decoded, one after another. */
  | { readonly kind: 'openLive'; readonly program: number }
  /** A channel message on `LIVE_CHANNEL`, to sound at once. */
  | { readonly kind: 'live'; readonly bytes: readonly number[] };

export interface ChannelMix {
  readonly midiChannel: number;
  readonly gain: number;
  readonly pan: number;
}

/** What the worklet says to the player. */
export type FromWorklet =
  /** The SoundFont is there, and the samples of the piece with this number are decoded. */
  | { readonly kind: 'ready'; readonly piece: number }
  | {
      readonly kind: 'place';
      readonly piece: number | undefined;
      readonly ticks: number;
      readonly isPlaying: boolean;
      /** Number of the last seek that it has made; 0 before the first. */
      readonly seek: number;
      /** Of the audio context, in seconds, when this was so. */
      readonly time: number;
      /** Root mean square of each of the 16 channels since the place before, both sides, 0–1. */
      readonly levels: readonly number[];
    }
  | {
      readonly kind: 'audition';
      readonly piece: number;
      /** From its start. */
      readonly ticks: number;
      /** Said once, where no other takes its place. */
      readonly isOver: boolean;
      /** As of a place. */
      readonly time: number;
    }
  /** Nothing plays, and what sounded has died away; `presses` counts what asked for sound by then: `play`, `audition` and `openLive`. */
  | { readonly kind: 'silent'; readonly presses: number }
  | { readonly kind: 'failed'; readonly message: string };

/** Where a keyboard sounds: on the drums' channel, which no part plays on; it is told to be none. */
export const LIVE_CHANNEL = 9;

/** The name that the processor is registered by. */
export const PROCESSOR = 'sound-mirror-player';
