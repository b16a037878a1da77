import type { Decoder, DecoderKind } from '../autoencoder/decoder.js';
import type { LeftOutReconstruction } from '../autoencoder/reconstructLeftOut.js';
import { seededRandom } from '../random.js';
import { type CopyFigures, measureCopied } from './copied.js';
import { type DrawOptions, drawPieces } from './draws.js';
import type { Listener } from './listener.js';
import { mean } from './mean.js';
import { measureNeighbours } from './neighbours.js';
import { measureOverlap, type OverlapFigures } from './overlap.js';
import type { Piece } from './piece.js';
import { measurePulse, type PulseFigures } from './pulse.js';
import { measureRecurrence } from './recurrence.js';
import { measureSequence, type SequenceFigures } from './sequence.js';
import { measureVariety } from './variety.js';

/** How like its recordings a decoder plays, and how like one another they are themselves. */
export interface Judgement {
  readonly object: string;
  readonly kind: DecoderKind;
  readonly recordings: number;
  readonly draws: number;
  /** Bars of each draw. */
  readonly bars: number;
  readonly named: {
    /** Share of draws that the listener takes for this object. */
    readonly draws: number;
    /** The same of recordings it never heard; null for a single recording. */
    readonly heldOut: number | null;
    readonly chance: number;
  };
  readonly overlap: OverlapFigures;
  readonly copied: CopyFigures;
  readonly reconstruction: {
    /** Share of each field's symbols that come back right from the windows that were learned. */
    readonly seen: Readonly<Record<string, number>>;
    /** Null for a single recording, and where no training left one out. */
    readonly leftOut: LeftOutReconstruction | null;
  };
  readonly pulse: PulseFigures;
  readonly sequence: SequenceFigures | null;
  readonly variety: {
    /** Share of runs of four events that two draws do not share; and two recordings. */
    readonly draws: number | null;
    readonly recordings: number | null;
    /** Rank correlation of latent distance and distance of the music. */
    readonly neighbours: number | null;
  };
  readonly recurrence: {
    /** Share of runs of four events that were there before in the same draw; and in the same recording. */
    readonly draws: number | null;
    readonly recordings: number | null;
  };
}

/**
 * Lets a decoder play, and measures what it played beside its recordings.
 *
 * @param options.object its name, as the listener knows it
 * @param options.recordings of the object, at least one
 * @param options.listener who knows all objects by their recordings
 */
export function judgeDecoder(
  decoder: Decoder,
  options: DrawOptions & {
    readonly object: string;
    readonly recordings: readonly Piece[];
    readonly listener: Listener;
    readonly leftOut?: LeftOutReconstruction | null;
  },
): Judgement {
  const { object, recordings, listener, leftOut = null, seed } = options;
  const { kind, training } = decoder;
  const { pieces: draws, long, bars } = drawPieces(decoder, recordings, options);
  return {
    object,
    kind,
    recordings: recordings.length,
    draws: draws.length,
    bars,
    named: {
      draws: mean(draws.map((draw) => Number(listener.name(draw) === object))),
      heldOut: listener.heldOut.get(object) ?? null,
      chance: listener.chance,
    },
    overlap: measureOverlap(draws, recordings),
    copied: measureCopied(draws, recordings),
    reconstruction: { seen: training.reconstruction, leftOut },
    pulse: measurePulse({ recordings, draws, long }),
    sequence: measureSequence(draws, recordings, seededRandom(`shuffle ${seed} ${object}`)),
    variety: {
      draws: measureVariety(draws),
      recordings: measureVariety(recordings),
      neighbours: measureNeighbours(decoder, options),
    },
    recurrence: {
      draws: measureRecurrence(draws),
      recordings: measureRecurrence(recordings),
    },
  };
}
