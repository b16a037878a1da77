import type { Decoder, DecoderKind } from '../../autoencoder/decoder.js';
import type { LeftOutReconstruction } from '../../autoencoder/reconstructLeftOut.js';
import type { MeasuredPerformance } from '../../events/measuredPerformance.js';
import type { ObjectClassifier } from '../classifier/classifier.js';
import { type DrawFigures, measureDraws } from './drawFigures.js';
import { type DrawOptions, drawPieces } from './draws.js';
import { measureRetrieval, type RetrievalFigures } from './latentRetrieval.js';
import { measureNeighbours } from './neighbours.js';
import { drawControl } from './ngramControl.js';

/** How like its recordings a decoder plays, and how like one another they are themselves. */
export interface Judgement extends DrawFigures {
  readonly object: string;
  readonly kind: DecoderKind;
  readonly recordings: number;
  readonly draws: number;
  /** Bars of each draw. */
  readonly bars: number;
  readonly reconstruction: {
    /** Share of each field's symbols that come back right from the windows that were learned, by their latents alone. */
    readonly seen: Readonly<Record<string, number>>;
    /** The same behind true events (teacher forcing); null for a decoder that does not look at the events before. */
    readonly predicted: Readonly<Record<string, number>> | null;
    /** Null for a single recording, and where no training left one out. */
    readonly leftOut: LeftOutReconstruction | null;
  };
  /** What the latent has to do with the music. */
  readonly latent: {
    /** Rank correlation of latent distance and distance of the music, −1 to 1. */
    readonly neighbours: number | null;
    readonly retrieval: RetrievalFigures;
  };
  /** The same figures of as many pieces by a bigram walk through the recordings, without a network. */
  readonly control: DrawFigures;
}

/**
 * Lets a decoder play, and measures what it played beside its recordings; it takes seconds, and gives the event loop a turn every some tens
 * of milliseconds.
 *
 * @param options.object its name, as the classifier knows it
 * @param options.recordings of the object, at least one
 * @param options.classifier fitted on the recordings of all objects
 * @throws MirrorError `aborted` when the signal fires
 */
export async function judgeDecoder(
  decoder: Decoder,
  options: DrawOptions & {
    readonly object: string;
    readonly recordings: readonly MeasuredPerformance[];
    readonly classifier: ObjectClassifier;
    readonly leftOut?: LeftOutReconstruction | null;
  },
): Promise<Judgement> {
  const { object, recordings, leftOut = null } = options;
  const { kind, timeSignature, training } = decoder;
  const drawn = await drawPieces(decoder, recordings, options);
  const { bars } = drawn;
  const control = await drawControl(recordings, { ...options, timeSignature, bars });
  return {
    object,
    kind,
    recordings: recordings.length,
    draws: drawn.pieces.length,
    bars,
    ...(await measureDraws(drawn, options)),
    reconstruction: {
      seen: training.reconstruction,
      predicted: training.prediction ?? null,
      leftOut,
    },
    latent: {
      neighbours: await measureNeighbours(decoder, options),
      retrieval: await measureRetrieval(decoder, options),
    },
    control: await measureDraws(control, options),
  };
}
