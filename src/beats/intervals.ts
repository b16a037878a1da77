import { FRAMES_PER_SECOND } from './onsetFeatures.js';

/** Beats are at least 0.25 s and at most 2.25 s apart, 240 to 27 a minute, unless a hint asks for others. */
const SEARCHED_FRAMES = { shortest: 10, longest: 90 } as const;

/** How far beyond the likeliest interval is searched in any case: a third of an octave either way. */
const SEARCHED_FACTOR = 2 ** (1 / 3);

/** A log-normal prior on the interval between beats. */
export interface IntervalPrior {
  /** The likeliest interval, seconds. */
  readonly seconds: number;
  /** Standard deviation, in e-folds. */
  readonly spread: number;
  /** What it counts for each beat, beside the activations. */
  readonly weight: number;
}

/** Where people tap most gladly (van Noorden and Moelants 1999). */
export const PREFERRED_INTERVAL: IntervalPrior = { seconds: 0.5, spread: 0.45, weight: 0.3 };

/** Around the interval that a person gives: a third of an octave either way is left to the music. */
export function hintedInterval(tempoBpm: number): IntervalPrior {
  return { seconds: 60 / tempoBpm, spread: 0.18, weight: 2 };
}

/** Lengths between two beats that are searched, frames. */
export interface SearchedIntervals {
  readonly shortest: number;
  readonly longest: number;
  /** How many lengths there are: 81 to 142, few enough for a byte. */
  readonly intervals: number;
}

/** Those around a hint are searched even where music is hardly ever as fast or as slow. */
export function searchedIntervals({ seconds }: IntervalPrior): SearchedIntervals {
  const likeliest = seconds * FRAMES_PER_SECOND;
  const shortest = Math.min(SEARCHED_FRAMES.shortest, Math.floor(likeliest / SEARCHED_FACTOR));
  const longest = Math.max(SEARCHED_FRAMES.longest, Math.ceil(likeliest * SEARCHED_FACTOR));
  return { shortest, longest, intervals: longest - shortest + 1 };
}

/** What the prior says of each length, nats. */
export function scoreIntervals(
  { seconds: centre, spread, weight }: IntervalPrior,
  { shortest, intervals }: SearchedIntervals,
): Float64Array {
  return Float64Array.from({ length: intervals }, (_, interval) => {
    const seconds = (shortest + interval) / FRAMES_PER_SECOND;
    return -0.5 * weight * (Math.log(seconds / centre) / spread) ** 2;
  });
}
