import type { TempoChange } from '../music/tempo.js';
import { TICKS_PER_QUARTER } from '../music/time.js';
import { type TimedMessage, tempoOf } from './midiBytes.js';

const MICROSECONDS_PER_MINUTE = 60_000_000;

/** What the three bytes of a tempo hold, microseconds a quarter. */
const LEAST = 1;
const MOST = 0xffffff;

/** By so much at most, microseconds, a stretch of one tempo may end early or late: less than half a tick. */
const MOST_ASTRAY = 200;

/**
 * The events of a tempo map. MIDI counts whole microseconds a quarter; what rounding leaves over is
 * made good by the next event, so that in thousands of beats the clock strays by no more than a few microseconds.
 * A stretch of very many quarters, such as an hour of silence, is written as two, one of them a microsecond a quarter slower.
 *
 * @param changes in order of time, at rising whole ticks, the first at 0
 */
export function tempoMessages(changes: readonly TempoChange[]): TimedMessage[] {
  /** By how many microseconds what was written is behind what was meant. */
  let owed = 0;
  return changes.flatMap(({ ticks, tempoBpm }, i) => {
    const exact = MICROSECONDS_PER_MINUTE / tempoBpm;
    const until = changes[i + 1]?.ticks ?? ticks + TICKS_PER_QUARTER;
    const quarters = (until - ticks) / TICKS_PER_QUARTER;
    const mean = exact + owed / quarters;
    const microseconds = Math.min(MOST, Math.max(LEAST, Math.round(mean)));
    const astray = owed + (exact - microseconds) * quarters;
    const quick = Math.floor(mean);
    if (Math.abs(astray) <= MOST_ASTRAY || quick < LEAST || quick >= MOST) {
      owed = astray;
      return { ticks, bytes: tempoOf(microseconds) };
    }
    const left = (mean - quick) * quarters;
    const slowQuarters = Math.round(left);
    owed = left - slowQuarters;
    return [
      { ticks, bytes: tempoOf(quick) },
      { ticks: until - slowQuarters * TICKS_PER_QUARTER, bytes: tempoOf(quick + 1) },
    ];
  });
}
