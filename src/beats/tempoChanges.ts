import type { TempoChange } from '../music/tempo.js';
import { TICKS_PER_QUARTER } from '../music/time.js';

/** One and a half frames of a transcription: so far off were beats found in steady music that FluidSynth played. */
const TOLERANCE_SECONDS = 0.018;

/**
 * The tempo map on which beats stand where they were found, to 18 ms, with as few changes as that takes.
 *
 * @param beats seconds, rising, at least two
 * @param positions ticks of each, rising
 * @returns one change or more, ticks counted as in `positions`, tempi in quarter notes a minute
 */
export function tempoChangesOf(
  beats: readonly number[],
  positions: readonly number[],
): TempoChange[] {
  const corners = tempoCorners(beats, positions);
  return corners.slice(1).map((to, i) => {
    const from = corners[i] as number;
    const ticks = positions[from] as number;
    const quarters = ((positions[to] as number) - ticks) / TICKS_PER_QUARTER;
    return { ticks, tempoBpm: (60 * quarters) / ((beats[to] as number) - (beats[from] as number)) };
  });
}

/**
 * The beats at which a tempo map has to change: on a straight line from each of them to the next no beat between
 * lies farther than 18 ms from where it was found, and as many as possible lie between (swinging door trending,
 * Bristol 1990). Steady beats that stand on frames have one tempo, and not another one at every beat.
 *
 * @param beats seconds, rising, at least two
 * @param positions ticks of each, rising
 * @returns indexes of beats, rising, from the first to the last
 * @example tempoCorners([0, 0.502, 1, 1.498, 2, 2.8], [0, 480, 960, 1440, 1920, 2400]) // [0, 4, 5]
 */
export function tempoCorners(beats: readonly number[], positions: readonly number[]): number[] {
  const corners = [0];
  for (;;) {
    const from = corners.at(-1) as number;
    if (from === beats.length - 1) return corners;
    corners.push(farthestFrom(from, { beats, positions }));
  }
}

/** The last beat that a straight line from one beat reaches without passing one between by more than the tolerance. */
function farthestFrom(
  from: number,
  {
    beats,
    positions,
  }: { readonly beats: readonly number[]; readonly positions: readonly number[] },
): number {
  let [least, most] = [-Infinity, Infinity];
  let farthest = from + 1;
  for (let at = from + 1; at < beats.length && least <= most; at++) {
    const ticks = (positions[at] as number) - (positions[from] as number);
    const seconds = (beats[at] as number) - (beats[from] as number);
    if (seconds / ticks >= least && seconds / ticks <= most) farthest = at;
    least = Math.max(least, (seconds - TOLERANCE_SECONDS) / ticks);
    most = Math.min(most, (seconds + TOLERANCE_SECONDS) / ticks);
  }
  return farthest;
}
