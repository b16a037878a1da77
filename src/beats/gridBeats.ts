import { countedBeatTicks } from '../music/metre.js';
import type { Performance } from '../music/phrase.js';
import { tempoClock } from '../music/tempo.js';
import { TICKS_PER_QUARTER, ticksPerBar } from '../music/time.js';
import type { Beats } from './beats.js';
import { medianTempo } from './medianTempo.js';

/** So that a file whose last note lies months away does not fill the memory: 138 hours at 120 beats a minute. */
const MOST_BEATS = 1_000_000;

/** A beat at second 0 may be computed a little before it. */
const ROUNDING_SECONDS = 1e-6;

/**
 * The beats of a performance's own grid, from its first bar to the end of its last note, its tempo map followed. Those of a first bar that
 * begins before the recording, with an upbeat, are left out before it.
 *
 * @param startSeconds where its tick 0 lies, seconds from the start of the recording
 * @returns the first million beats, confidence 1; in compound metres a beat is a dotted one
 */
export function gridBeats(performance: Performance, startSeconds: number): Beats {
  const { timeSignature, tempoChanges, lengthTicks } = performance;
  const clock = tempoClock(tempoChanges);
  const beatTicks = countedBeatTicks(timeSignature);
  const barTicks = ticksPerBar(timeSignature);
  const beats: number[] = [];
  const downbeats: number[] = [];
  const endTicks = Math.min(lengthTicks, (MOST_BEATS - 1) * beatTicks);
  for (let ticks = 0; ticks <= endTicks; ticks += beatTicks) {
    const seconds = startSeconds + clock.secondsAt(ticks);
    if (seconds < -ROUNDING_SECONDS) continue;
    beats.push(Math.max(0, seconds));
    if (ticks % barTicks === 0) downbeats.push(Math.max(0, seconds));
  }
  const quartersPerBeat = beatTicks / TICKS_PER_QUARTER;
  const tempoBpm =
    beats.length > 1 ? medianTempo(beats) : (tempoChanges[0]?.tempoBpm ?? 120) / quartersPerBeat;
  return { tempoBpm, metre: timeSignature, confidence: 1, beats, downbeats };
}
