import { checkArguments } from '../checks/checkOptions.js';
import { lowerBound } from '../math/lowerBound.js';
import { TICKS_PER_QUARTER, ticksToSeconds } from './time.js';

/** Quarter notes a minute at which the ticks of a free recording last the seconds that they were played in. */
export const FREE_TEMPO_BPM = 120;

/** MIDI counts the length of a quarter note in microseconds. */
export const MICROSECONDS_PER_MINUTE = 60_000_000;

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

/** A tempo, and when it begins. */
interface Stretch extends TempoChange {
  readonly seconds: number;
}

/**
 * What turns the ticks of a piece into seconds, and seconds into ticks.
 *
 * @param tempoChanges in order of time, at least one, the first at tick 0
 * @example tempoClock(steadyTempo(120)).secondsAt(960) // 1
 */
export function tempoClock(tempoChanges: readonly TempoChange[]): TempoClock {
  checkArguments({ tempoChanges }, { tempoChanges: 'array' });
  const stretches: Stretch[] = [];
  for (const { ticks, tempoBpm } of tempoChanges) {
    const last = stretches.at(-1);
    const seconds = last
      ? last.seconds + ticksToSeconds(ticks - last.ticks, last.tempoBpm)
      : ticksToSeconds(ticks, tempoBpm);
    stretches.push({ ticks, seconds, tempoBpm });
  }
  const stretchAt = (at: number, clock: 'ticks' | 'seconds') => {
    const next = lowerBound(stretches.length, (i) => (stretches[i] as Stretch)[clock] <= at);
    return stretches[Math.max(0, next - 1)] as Stretch;
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
