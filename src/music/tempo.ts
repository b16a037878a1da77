import { TICKS_PER_QUARTER, ticksToSeconds } from './time.js';

/** From `ticks` on, a quarter note lasts 60 ÷ `tempoBpm` seconds. */
export interface TempoChange {
  readonly ticks: number;
  readonly tempoBpm: number;
}

/** The tempo map of music that keeps one tempo throughout. */
export function steadyTempo(tempoBpm: number): readonly TempoChange[] {
  return [{ ticks: 0, tempoBpm }];
}

/** A place on the clock for each place in a piece, both counted from its start; each turns back into the other. */
export interface TempoClock {
  /** @param ticks 0 or more, or below 0 at the first tempo */
  readonly secondsAt: (ticks: number) => number;
  /** Not rounded. */
  readonly ticksAt: (seconds: number) => number;
}

/**
 * What turns the ticks of a piece into seconds, and seconds into ticks.
 *
 * @param tempoChanges in order of time, at least one, the first at tick 0
 * @example tempoClock(steadyTempo(120)).secondsAt(960) // 1
 */
export function tempoClock(tempoChanges: readonly TempoChange[]): TempoClock {
  const stretches: { ticks: number; seconds: number; tempoBpm: number }[] = [];
  for (const { ticks, tempoBpm } of tempoChanges) {
    const last = stretches.at(-1);
    const seconds = last
      ? last.seconds + ticksToSeconds(ticks - last.ticks, last.tempoBpm)
      : ticksToSeconds(ticks, tempoBpm);
    stretches.push({ ticks, seconds, tempoBpm });
  }
  const stretchAt = (at: number, clock: 'ticks' | 'seconds') => {
    let low = 0;
    let high = stretches.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((stretches[middle] as (typeof stretches)[number])[clock] <= at) low = middle;
      else high = middle;
    }
    return stretches[low] as (typeof stretches)[number];
  };
  return {
    secondsAt: (ticks) => {
      const stretch = stretchAt(ticks, 'ticks');
      return stretch.seconds + ticksToSeconds(ticks - stretch.ticks, stretch.tempoBpm);
    },
    ticksAt: (seconds) => {
      const stretch = stretchAt(seconds, 'seconds');
      return (
        stretch.ticks + ((seconds - stretch.seconds) * stretch.tempoBpm * TICKS_PER_QUARTER) / 60
      );
    },
  };
}
