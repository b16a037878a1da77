import type { Performance } from '../music/phrase.js';
import { COMMON_TIME, type TimeSignature } from '../music/time.js';
import { stepsPerBar } from './events.js';

/** Tempi that music has, quarter notes a minute; what a file claims beyond them is brought to the nearest. */
export const TEMPO_RANGE = { least: 1, most: 1000 } as const;

/** A bar longer than sixteen quarters is taken for several: places in it would outgrow the decoder. */
const MOST_BAR_STEPS = 192;

type Timing = Pick<Performance, 'tempoBpm' | 'timeSignature'>;

/**
 * Tempo and time signature that a set of recordings has in common: the geometric mean of the tempi, and the
 * time signature with the largest share. One whose bar does not fit the grid of events (3/32, 99/4) is taken
 * for 4/4.
 *
 * @param recordings at least one; `share` says how much each counts, together 1
 */
export function commonTiming(recordings: readonly (Timing & { readonly share: number })[]): Timing {
  const logTempo = recordings.reduce(
    (sum, { tempoBpm, share }) => sum + share * Math.log(tempoBpm),
    0,
  );
  const tempoBpm = Math.min(TEMPO_RANGE.most, Math.max(TEMPO_RANGE.least, Math.exp(logTempo)));
  const timeSignature = mostPlayed(recordings);
  return {
    // A hundredth of a beat a minute is far below what anyone hears.
    tempoBpm: Math.round(tempoBpm * 100) / 100,
    timeSignature: fitsGrid(timeSignature) ? timeSignature : COMMON_TIME,
  };
}

function mostPlayed(recordings: readonly (Timing & { readonly share: number })[]): TimeSignature {
  const played = new Map<string, { timeSignature: TimeSignature; share: number }>();
  for (const { timeSignature, share } of recordings) {
    const key = `${timeSignature.beats}/${timeSignature.beatUnit}`;
    const before = played.get(key)?.share ?? 0;
    played.set(key, { timeSignature, share: before + share });
  }
  const [largest] = [...played.values()].sort((a, b) => b.share - a.share);
  return largest?.timeSignature ?? COMMON_TIME;
}

/** Whether a bar is so many whole steps of the grid that every place in it can be told. */
export function fitsGrid(timeSignature: TimeSignature): boolean {
  const steps = stepsPerBar(timeSignature);
  return Number.isInteger(steps) && steps <= MOST_BAR_STEPS;
}
