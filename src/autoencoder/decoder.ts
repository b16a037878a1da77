import type { KeptSequences } from '../events/sequences.js';
import type { Vocabulary } from '../events/vocabulary.js';
import type { TimeSignature } from '../music/time.js';
import type { Parameters } from './parameters.js';

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
  /** Tempo of each quarter note from its beginning, as far as it is kept; absent where it keeps one tempo. */
  readonly beatTempi?: readonly number[];
}

/** How a decoder was trained, in figures measured on its own training examples. */
export interface TrainingSummary {
  readonly seed: number;
  readonly epochs: number;
  /** Windows (kind phrase) or sequences (kind seed) that the network saw each epoch. */
  readonly examples: number;
  /** Mean loss of the last epoch, in nats. */
  readonly loss: number;
  /** Share of symbols that come back right from the latents of the training examples alone, 0–1, by field. */
  readonly reconstruction: Readonly<Record<string, number>>;
  /** The same with the true events before each one (teacher forcing); kind `seed`, which has no history, has none. */
  readonly prediction?: Readonly<Record<string, number>>;
  /** What trained it: `kernels` of our own, or a TensorFlow backend, of which each rounds differently. */
  readonly backend: string;
}

export interface DecoderBase {
  /** Name of the object whose recordings it learned. */
  readonly object: string;
  /** The one that most of its recordings are in; 4/4 if all of them are free. */
  readonly timeSignature: TimeSignature;
  /** `chooseTempo` picks among their tempi. */
  readonly recordings: readonly LearnedRecording[];
  readonly training: TrainingSummary;
}

/**
 * Kind `phrase`: what is played and when, event by event. Latents are draws from N(0, 1)^latent; the density of the
 * encoded recordings is already folded into the layers that take them.
 */
export interface PhraseDecoder extends DecoderBase {
  readonly kind: 'phrase';
  readonly sizes: {
    readonly latent: number;
    readonly hidden: number;
    readonly embedding: number;
    /** Events in a window. */
    readonly window: number;
    /** Numbers that the latent plans for each event. */
    readonly plan: number;
  };
  readonly vocabulary: Vocabulary;
  /** What it keeps of its recordings, to know how long it goes on as they do. */
  readonly sequences: KeptSequences;
  /** As `phraseDecoderShapes` names them. */
  readonly weights: Parameters;
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

/** The arrays of kind `seed`, in the order in which weights.bin holds them. */
export const SEED_WEIGHTS = ['kernel', 'bias'] as const;
export type SeedWeight = (typeof SEED_WEIGHTS)[number];
