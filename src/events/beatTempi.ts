import type { Performance } from '../music/phrase.js';
import { type TempoChange, tempoClock } from '../music/tempo.js';
import { TICKS_PER_QUARTER } from '../music/time.js';
import { TEMPO_RANGE } from './recordedTempo.js';

/** Beats whose tempi a decoder keeps at most, of all recordings together: about 25 KB of decoder.json. */
export const MOST_BEATS = 4000;

/** Fewer beats of a recording are no curve. */
const FEWEST_BEATS = 8;

/** A recording whose beats all stay this near to its mean tempo, as a share of it, keeps one tempo. */
const STEADY = 0.01;

/**
 * How the tempo of a recording bends: that of each quarter note from its beginning, quarter notes a minute in tenths.
 *
 * @returns one a quarter note; empty for a recording that keeps one tempo, and for a free one, which has none
 */
export function beatTempi({
  tempoBpm,
  tempoChanges,
  lengthTicks,
  isFree,
}: Pick<Performance, 'tempoBpm' | 'tempoChanges' | 'lengthTicks' | 'isFree'>): number[] {
  if (isFree) return [];
  const { secondsAt } = tempoClock(tempoChanges);
  const beatAt = (beat: number) => secondsAt(beat * TICKS_PER_QUARTER);
  const tempi = Array.from(
    { length: Math.floor(lengthTicks / TICKS_PER_QUARTER) },
    (_, beat) => 60 / (beatAt(beat + 1) - beatAt(beat)),
  );
  if (tempi.every((tempo) => Math.abs(tempo / tempoBpm - 1) < STEADY)) return [];
  return tempi.map((tempo) => {
    const inRange = Math.min(TEMPO_RANGE.most, Math.max(TEMPO_RANGE.least, tempo));
    return Math.round(inRange * 10) / 10;
  });
}

/** As many beats of each of so many recordings, from its beginning, as there is room for; none of a recording of which that is hardly any. */
export function keptBeats(tempi: readonly number[], recordings: number): readonly number[] {
  const kept = tempi.slice(0, Math.floor(MOST_BEATS / recordings));
  return kept.length < FEWEST_BEATS ? [] : kept;
}

/**
 * The tempo map of music that bends as a recording does from its beginning, and, where it is longer, from there again.
 *
 * @param tempi as `beatTempi` gives them, at least one
 */
export function bentTempo(tempi: readonly number[], lengthTicks: number): TempoChange[] {
  const beats = Math.max(1, Math.ceil(lengthTicks / TICKS_PER_QUARTER));
  const tempoOf = (beat: number) => tempi[beat % tempi.length] as number;
  return Array.from({ length: beats }, (_, beat) => beat)
    .filter((beat) => beat === 0 || tempoOf(beat) !== tempoOf(beat - 1))
    .map((beat) => ({ ticks: beat * TICKS_PER_QUARTER, tempoBpm: tempoOf(beat) }));
}
