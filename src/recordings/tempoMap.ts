import type { TempoEvent } from './midiEvents.js';

/** 120 quarters a minute, which holds until a file says otherwise (Standard MIDI Files 1.0). */
const DEFAULT_MICROSECONDS_PER_QUARTER = 500_000;

const MICROSECONDS_PER_MINUTE = 60_000_000;

/** A stretch of a file, in its own ticks; `toTicks` lies after `fromTicks`. */
export interface TickSpan {
  readonly fromTicks: number;
  readonly toTicks: number;
}

/**
 * Mean tempo over a stretch: the quarters in it ÷ the minutes they last, so that a bar held back to half
 * the speed weighs twice as much as its neighbours.
 *
 * @param tempos in order of time; of several at one tick the last holds
 * @returns quarter notes a minute, above 0
 * @example meanTempo([], { fromTicks: 0, toTicks: 960 }) // 120
 */
export function meanTempo(tempos: readonly TempoEvent[], { fromTicks, toTicks }: TickSpan): number {
  let microsecondsPerQuarter = DEFAULT_MICROSECONDS_PER_QUARTER;
  let since = fromTicks;
  let weighted = 0;
  for (const tempo of tempos) {
    const until = Math.min(Math.max(tempo.ticks, fromTicks), toTicks);
    weighted += (until - since) * microsecondsPerQuarter;
    since = until;
    microsecondsPerQuarter = tempo.microsecondsPerQuarter;
  }
  weighted += (toTicks - since) * microsecondsPerQuarter;
  return (MICROSECONDS_PER_MINUTE * (toTicks - fromTicks)) / weighted;
}
