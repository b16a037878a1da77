import { decodePhrase } from '../autoencoder/decodePhrase.js';
import type { Decoder } from '../autoencoder/decoder.js';
import { steadyTempo } from '../music/tempo.js';
import { TICKS_PER_QUARTER, ticksPerBar, ticksToSeconds } from '../music/time.js';
import { drawNormals, seededRandom } from '../random.js';
import { type Piece, toPiece } from './piece.js';

/** Draws of this many bars show whether the pulse lasts. */
const LONG_DRAW = { draws: 4, bars: 64 } as const;

export interface DrawOptions {
  /** How many, 1 or more. */
  readonly draws: number;
  readonly seed: number;
  /** As `decodePhrase` has it; its default if left out. */
  readonly variation?: number;
}

/** What a decoder plays when nobody asks for anything: phrases from latents drawn from N(0, 1). */
export interface Draws {
  /** As long as the object's median recording, in whole bars. */
  readonly pieces: readonly Piece[];
  /** A few of 64 bars. */
  readonly long: readonly Piece[];
  /** Bars of each of `pieces`. */
  readonly bars: number;
}

/**
 * Draws phrases from a decoder, each from chance of its own, so that asking for more leaves the first as they were.
 *
 * @param recordings of the object, at least one
 */
export function drawPieces(
  decoder: Decoder,
  recordings: readonly Piece[],
  { draws, seed, variation }: DrawOptions,
): Draws {
  const bars = medianBars(decoder, recordings);
  const play = (name: string, barCount: number) =>
    drawPiece(decoder, {
      bars: barCount,
      seed: `judge ${seed} ${decoder.object} ${name}`,
      variation,
    });
  return {
    bars,
    pieces: Array.from({ length: draws }, (_, i) => play(`draw ${i + 1}`, bars)),
    long: Array.from({ length: LONG_DRAW.draws }, (_, i) =>
      play(`long draw ${i + 1}`, LONG_DRAW.bars),
    ),
  };
}

function drawPiece(
  decoder: Decoder,
  { bars, seed, variation }: { bars: number; seed: string; variation: number | undefined },
): Piece {
  const random = seededRandom(seed);
  const lengthTicks = bars * ticksPerBar(decoder.timeSignature);
  const latent = drawNormals(decoder.sizes.latent, random);
  const phrase = decodePhrase(decoder, [latent], { lengthTicks, random, variation });
  const { tempoBpm, timeSignature } = decoder;
  return toPiece({
    name: seed,
    ...phrase,
    tempoBpm,
    timeSignature,
    tempoChanges: steadyTempo(tempoBpm),
    isFree: false,
  });
}

/** How long the median recording lasts, in bars of the decoder; at least one. */
function medianBars({ tempoBpm, timeSignature }: Decoder, recordings: readonly Piece[]): number {
  const seconds = recordings
    .map(({ performance }) => ticksToSeconds(performance.lengthTicks, performance.tempoBpm))
    .sort((a, b) => a - b);
  const median = seconds[Math.floor(seconds.length / 2)] as number;
  const ticks = (median / 60) * tempoBpm * TICKS_PER_QUARTER;
  return Math.max(1, Math.round(ticks / ticksPerBar(timeSignature)));
}
