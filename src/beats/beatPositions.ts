import { medianTempo } from './medianTempo.js';

/** Beats further apart than this, seconds, and than so many usual ones, have silence between them, in which no beats were found. */
const LONGEST_BEAT_SECONDS = 12;
const LONGEST_IN_USUAL = 4;

/**
 * Where beats stand on the grid, in ticks from the first of them.
 *
 * Over silence without beats, the count goes on by whole bars at about the tempo of the rest: a single beat that lasts as
 * long as the silence would be slower than a MIDI file can say (16.7 s a quarter).
 *
 * @param beats seconds, rising, at least two
 * @returns for each beat a whole multiple of `beatTicks`; beat i stands at the place i mod `beatsPerBar` in the bar
 * @example beatPositions([0, 0.5, 1, 61], { beatTicks: 480, beatsPerBar: 4 }) // [0, 480, 960, 59040]
 */
export function beatPositions(
  beats: readonly number[],
  { beatTicks, beatsPerBar }: { readonly beatTicks: number; readonly beatsPerBar: number },
): number[] {
  const usualSeconds = 60 / medianTempo(beats);
  let count = 0;
  return beats.map((seconds, i) => {
    if (i === 0) return 0;
    const interval = seconds - (beats[i - 1] as number);
    const isSilence = interval > Math.max(LONGEST_BEAT_SECONDS, LONGEST_IN_USUAL * usualSeconds);
    const bars = (interval / usualSeconds - 1) / beatsPerBar;
    count += 1 + (isSilence ? Math.max(1, Math.round(bars)) * beatsPerBar : 0);
    return count * beatTicks;
  });
}
