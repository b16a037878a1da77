import type { TempoChange } from '../music/tempo.js';
import { TICKS_PER_QUARTER } from '../music/time.js';
import { type TimedMessage, tempoOf } from './midiBytes.js';

const MICROSECONDS_PER_MINUTE = 60_000_000;

/**
 * The events of a tempo map. MIDI counts whole microseconds a quarter; what rounding leaves over is
 * made good by the next event, so that in thousands of beats the clock strays by no more than a few microseconds.
 *
 * @param changes in order of time, at rising whole ticks, the first at 0
 */
export function tempoMessages(changes: readonly TempoChange[]): TimedMessage[] {
  /** By how many microseconds what was written is behind what was meant. */
  let owed = 0;
  return changes.map(({ ticks, tempoBpm }, i) => {
    const exact = MICROSECONDS_PER_MINUTE / tempoBpm;
    const until = changes[i + 1]?.ticks;
    const quarters = ((until ?? ticks + TICKS_PER_QUARTER) - ticks) / TICKS_PER_QUARTER;
    const microseconds = Math.max(1, Math.round(exact + owed / quarters));
    owed += (exact - microseconds) * quarters;
    return { ticks, bytes: tempoOf(microseconds) };
  });
}
