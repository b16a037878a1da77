import { MICROSECONDS_PER_MINUTE, type TempoChange } from '../music/tempo.js';
import { TICKS_PER_QUARTER } from '../music/time.js';
import type { TempoEvent } from './midiEvents.js';

/** 120 quarters a minute, which holds until a file says otherwise (Standard MIDI Files 1.0). */
const DEFAULT_MICROSECONDS_PER_QUARTER = 500_000;

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

/**
 * A file's tempo map in our ticks, from a place in it on, or from one before it, where the file's first tempo holds already.
 *
 * @param tempos in order of time; of several at one tick the last holds
 * @returns in order of time, the first at tick 0
 */
export function tempoChanges(
  tempos: readonly TempoEvent[],
  { startTicks, ticksPerQuarter }: { startTicks: number; ticksPerQuarter: number },
): TempoChange[] {
  const changes: TempoChange[] = [
    { ticks: 0, tempoBpm: MICROSECONDS_PER_MINUTE / DEFAULT_MICROSECONDS_PER_QUARTER },
  ];
  for (const tempo of tempos) {
    const since = Math.max(0, ((tempo.ticks - startTicks) * TICKS_PER_QUARTER) / ticksPerQuarter);
    const ticks = tempo.ticks === 0 ? 0 : since;
    if (changes.at(-1)?.ticks === ticks) changes.pop();
    changes.push({ ticks, tempoBpm: MICROSECONDS_PER_MINUTE / tempo.microsecondsPerQuarter });
  }
  return changes;
}
