import type { Performance } from '../music/phrase.js';
import { COMMON_TIME, type TimeSignature, ticksPerBar, ticksToSeconds } from '../music/time.js';
import { STEP_TICKS } from './events.js';

/** Tempi that music has, quarter notes a minute; what a file claims beyond them is brought to the nearest. */
export const TEMPO_RANGE = { least: 1, most: 1000 } as const;

/** A bar longer than sixteen quarters is taken for several: places in it would outgrow the decoder. */
export const MOST_BAR_STEPS = 192;

/**
 * Tempo and time signature that a set of recordings has in common, each recording counted by how
 * long it lasts: the geometric mean of the tempi, and the most played time signature. One whose bar
 * does not fit the grid of events (3/32, 99/4) is taken for 4/4.
 *
 * @param performances at least one
 */
export function commonTiming(performances: readonly Performance[]): {
  readonly tempoBpm: number;
  readonly timeSignature: TimeSignature;
} {
  const seconds = performances.map((p) => ticksToSeconds(p.lengthTicks, p.tempoBpm));
  const total = seconds.reduce((a, b) => a + b, 0);
  const logTempo = performances.reduce(
    (sum, { tempoBpm }, i) => sum + ((seconds[i] as number) / total) * Math.log(tempoBpm),
    0,
  );
  const tempoBpm = Math.min(TEMPO_RANGE.most, Math.max(TEMPO_RANGE.least, Math.exp(logTempo)));
  const timeSignature = mostPlayed(performances, seconds);
  return {
    // A hundredth of a beat a minute is far below what anyone hears.
    tempoBpm: Math.round(tempoBpm * 100) / 100,
    timeSignature: fitsGrid(timeSignature) ? timeSignature : COMMON_TIME,
  };
}

function mostPlayed(performances: readonly Performance[], seconds: readonly number[]) {
  const played = new Map<string, { timeSignature: TimeSignature; seconds: number }>();
  performances.forEach(({ timeSignature }, i) => {
    const key = `${timeSignature.beats}/${timeSignature.beatUnit}`;
    const before = played.get(key)?.seconds ?? 0;
    played.set(key, { timeSignature, seconds: before + (seconds[i] as number) });
  });
  const [longest] = [...played.values()].sort((a, b) => b.seconds - a.seconds);
  return longest?.timeSignature ?? COMMON_TIME;
}

function fitsGrid(timeSignature: TimeSignature): boolean {
  const steps = ticksPerBar(timeSignature) / STEP_TICKS;
  return Number.isInteger(steps) && steps <= MOST_BAR_STEPS;
}
