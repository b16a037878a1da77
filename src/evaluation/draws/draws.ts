import type { Decoder } from '../../autoencoder/decoder.js';
import { chooseTempoMap } from '../../decoding/chooseTempo.js';
import { decodePhrase } from '../../decoding/decodePhrase.js';
import {
  type MeasuredPerformance,
  toMeasuredPerformance,
} from '../../events/measuredPerformance.js';
import { median } from '../../math/median.js';
import { drawNormals, seededRandom } from '../../math/random.js';
import { FREE_TEMPO_BPM, steadyTempo } from '../../music/tempo.js';
import { ticksPerBar } from '../../music/time.js';
import { yieldToEventLoop } from '../../yieldToEventLoop.js';

/** Draws of this many bars show whether the pulse lasts. */
const LONG_DRAW = { draws: 4, bars: 64 } as const;

export interface DrawOptions {
  /** How many, 1 or more. */
  readonly draws: number;
  readonly seed: number;
  /** As `decodePhrase` has it; its default if left out. */
  readonly variation?: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * What a decoder plays by itself: phrases from latents drawn from N(0, 1), each in the tempo of one of its recordings, and bent as that is.
 */
export interface Draws {
  /** As long as the object's median recording, in whole bars. */
  readonly pieces: readonly MeasuredPerformance[];
  /** A few of 64 bars. */
  readonly long: readonly MeasuredPerformance[];
  /** Bars of each of `pieces`. */
  readonly bars: number;
}

/**
 * Draws phrases from a decoder, each from chance of its own, so that asking for more leaves the first as they were.
 *
 * @param recordings of the object, at least one
 * @throws MirrorError `aborted` when the signal fires, which is asked between two draws
 */
export async function drawPieces(
  decoder: Decoder,
  recordings: readonly MeasuredPerformance[],
  { draws, seed, variation, signal }: DrawOptions,
): Promise<Draws> {
  const bars = medianBars(decoder, recordings);
  return drawSeries({ draws, bars, signal }, ({ series, number, bars }) =>
    drawPiece(decoder, {
      bars,
      seed: `judge ${seed} ${decoder.object} ${series} ${number}`,
      number: seed + number,
      variation,
    }),
  );
}

/** One of the pieces that are drawn. */
export interface Draw {
  readonly series: 'draw' | 'long draw';
  /** 1 or more, counted in each series. */
  readonly number: number;
  readonly bars: number;
}

/** Draws so many pieces of so many bars, and the few long ones; the event loop turns between two of them. */
export async function drawSeries(
  { draws, bars, signal }: Pick<DrawOptions, 'draws' | 'signal'> & { readonly bars: number },
  drawOne: (draw: Draw) => MeasuredPerformance,
): Promise<Draws> {
  const { draws: longDraws, bars: longBars } = LONG_DRAW;
  const several = async (count: number, draw: Omit<Draw, 'number'>) => {
    const drawn: MeasuredPerformance[] = [];
    for (let number = 1; number <= count; number++) {
      drawn.push(drawOne({ ...draw, number }));
      await yieldToEventLoop(signal);
    }
    return drawn;
  };
  return {
    bars,
    pieces: await several(draws, { series: 'draw', bars }),
    long: await several(longDraws, { series: 'long draw', bars: longBars }),
  };
}

function drawPiece(
  decoder: Decoder,
  options: {
    bars: number;
    seed: string;
    number: number;
    variation: number | undefined;
  },
): MeasuredPerformance {
  const { bars, seed, variation } = options;
  const random = seededRandom(seed);
  const lengthTicks = bars * ticksPerBar(decoder.timeSignature);
  const latent = drawNormals(decoder.sizes.latent, random);
  const phrase = decodePhrase(decoder, [latent], { lengthTicks, random, variation });
  const { events } = phrase;
  const tempo = chooseTempoMap(decoder, { events, seed: options.number % 2 ** 32, lengthTicks });
  const { tempoBpm, tempoChanges = steadyTempo(tempoBpm) } = tempo ?? { tempoBpm: FREE_TEMPO_BPM };
  return toMeasuredPerformance({
    name: seed,
    ...phrase,
    tempoBpm,
    tempoChanges,
    timeSignature: decoder.timeSignature,
    isFree: tempo === null,
  });
}

/** How long the median recording lasts, in bars of the decoder; at least one. */
function medianBars(
  { timeSignature }: Decoder,
  recordings: readonly MeasuredPerformance[],
): number {
  const lengthTicks = median(recordings.map(({ performance }) => performance.lengthTicks));
  return Math.max(1, Math.round(lengthTicks / ticksPerBar(timeSignature)));
}
