import { clamp } from '../math/clamp.js';
import { MICROSECONDS_PER_MINUTE, type TempoChange } from '../music/tempo.js';
import { TICKS_PER_QUARTER } from '../music/time.js';
import { type TimedMessage, tempoOf } from './midiBytes.js';

/** What the three bytes of a tempo hold, microseconds a quarter. */
const LEAST = 1;
const MOST = 0xffffff;

/** A longer stretch of one tempo, such as an hour of silence, would end more than 200 µs astray by rounding alone. */
const LONGEST_STRETCH_TICKS = 400 * TICKS_PER_QUARTER;

/**
 * The events of a tempo map. MIDI counts whole microseconds a quarter; what rounding leaves over is
 * made good by the next event, so that in thousands of beats the clock strays by no more than a few microseconds.
 * Within a stretch of more than 400 quarters there are events too, a microsecond apart, and the clock strays by 0.2 ms at most.
 *
 * @param changes in order of time, at rising whole ticks, the first at 0
 * @param endTicks where the last tempo ends
 */
export function tempoMessages(changes: readonly TempoChange[], endTicks: number): TimedMessage[] {
  /** By how many microseconds what was written is behind what was meant. */
  let owed = 0;
  let last = 0;
  const stretches = cutStretches(changes, endTicks);
  return stretches.flatMap(({ ticks, tempoBpm, goesOn }, i) => {
    const exact = MICROSECONDS_PER_MINUTE / tempoBpm;
    const until = stretches[i + 1]?.ticks ?? Math.max(endTicks, ticks + TICKS_PER_QUARTER);
    const quarters = (until - ticks) / TICKS_PER_QUARTER;
    const rounded = Math.round(exact + owed / quarters);
    const microseconds = clamp(rounded, LEAST, MOST);
    owed += (exact - microseconds) * quarters;
    if (goesOn && microseconds === last) return [];
    last = microseconds;
    return { ticks, bytes: tempoOf(microseconds) };
  });
}

/** Stretches that are too long in pieces, of which all but the first go on at the tempo before. */
function cutStretches(
  changes: readonly TempoChange[],
  endTicks: number,
): readonly (TempoChange & { readonly goesOn: boolean })[] {
  return changes.flatMap((change, i) => {
    const length = (changes[i + 1]?.ticks ?? endTicks) - change.ticks;
    const pieces = Math.max(1, Math.ceil(length / LONGEST_STRETCH_TICKS));
    return Array.from({ length: pieces }, (_, piece) => ({
      ...change,
      ticks: change.ticks + piece * LONGEST_STRETCH_TICKS,
      goesOn: piece > 0,
    }));
  });
}
