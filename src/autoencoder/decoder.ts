import type { TimeSignature } from '../music/time.js';
import type { EventDictionary } from './eventDictionary.js';
import type { EventSequence } from './sequences.js';

/** The kinds of decoder there are; CONTRIBUTING says how to add one. */
export const DECODER_KINDS = ['phrase', 'seed'] as const;
export type DecoderKind = (typeof DECODER_KINDS)[number];
export const DEFAULT_DECODER_KIND: DecoderKind = 'phrase';

/** A recording that a decoder learned from: enough to tell later that it has changed. */
export interface RecordingChecksum {
  /** File name without its folder. */
  readonly name: string;
  /** SHA-256 of the file's bytes, 64 lower-case hexadecimal digits. */
  readonly sha256: string;
}

/** What a decoder keeps of each recording that it learned. */
export interface LearnedRecording extends RecordingChecksum {
  /** How much it counted in all that was learned, 0–1, all together 1. */
  readonly share: number;
  /** Its own mean tempo, quarter notes a minute; null for a free one, which has none. */
  readonly tempoBpm: number | null;
}

/** How a decoder was trained, in figures measured on its own training examples. */
export interface TrainingSummary {
  readonly seed: number;
  readonly epochs: number;
  /** Windows (kind phrase) or sequences (kind seed) that the network saw each epoch. */
  readonly examples: number;
  /** Mean loss of the last epoch, in nats. */
  readonly loss: number;
  /** Share of symbols that come back right when the training examples are encoded and decoded, 0–1. */
  readonly reconstruction: Readonly<Record<string, number>>;
  /** Share of symbols predicted right behind the true events of the training examples (teacher forcing), 0–1. */
  readonly prediction?: Readonly<Record<string, number>>;
  /** The TensorFlow backend that trained it; another backend rounds differently. */
  readonly backend: string;
}

interface DecoderBase {
  /** Name of the object whose recordings it learned. */
  readonly object: string;
  /** The one that most of its recordings are in; 4/4 if all of them are free. */
  readonly timeSignature: TimeSignature;
  /** `chooseTempo` picks among their tempi. */
  readonly recordings: readonly LearnedRecording[];
  readonly training: TrainingSummary;
}

/**
 * Kind `phrase`: what is played and when. Latents are draws from N(0, 1)^latent; the density of the
 * encoded recordings is already folded into the first layer.
 */
export interface PhraseDecoder extends DecoderBase {
  readonly kind: 'phrase';
  readonly sizes: {
    readonly latent: number;
    readonly hidden: number;
    readonly embedding: number;
    /** Events in a window. */
    readonly window: number;
  };
  readonly dictionary: EventDictionary;
  /** What it remembers of its recordings: which chord followed which, and when. */
  readonly sequences: readonly EventSequence[];
  readonly weights: Readonly<Record<PhraseWeight, Float32Array>>;
}

/** Kind `seed`: the article's network, which knows notes and chords but no time. */
export interface SeedDecoder extends DecoderBase {
  readonly kind: 'seed';
  readonly sizes: { readonly latent: number; readonly sequence: number };
  /** Symbol → its pitches, low to high. */
  readonly dictionary: { readonly chords: readonly (readonly number[])[] };
  readonly weights: Readonly<Record<SeedWeight, Float32Array>>;
}

/** A whole, checked decoder: there is no untrained state. */
export type Decoder = PhraseDecoder | SeedDecoder;

/** The arrays of each kind, in the order in which weights.bin holds them. */
export const PHRASE_WEIGHTS = [
  'hiddenKernel',
  'hiddenBias',
  'windowKernel',
  'windowBias',
  'eventKernel',
  'eventBias',
] as const;
export const SEED_WEIGHTS = ['kernel', 'bias'] as const;
export type PhraseWeight = (typeof PHRASE_WEIGHTS)[number];
export type SeedWeight = (typeof SEED_WEIGHTS)[number];
