import { greatestCommonDivisor } from '../math/greatestCommonDivisor.js';
import { longestThatFits } from '../math/longestThatFits.js';
import { mean } from '../math/mean.js';
import type { Performance } from '../music/phrase.js';
import { type TempoChange, tempoClock } from '../music/tempo.js';
import { TICKS_PER_QUARTER, type TimeSignature } from '../music/time.js';
import { inTempoRange } from './recordedTempo.js';

/** Beats whose tempi a decoder keeps at most, of all recordings together: about 25 KB of decoder.json. */
export const MOST_BEATS = 4000;

/** Fewer beats of a recording are no curve. */
const FEWEST_BEATS = 8;

/** A recording whose beats all stay this near to its mean tempo, as a share of it, keeps one tempo. */
const STEADY = 0.01;

/**
 * How the tempo of a recording bends: that of each quarter note from its beginning, quarter notes a minute in tenths.
 *
 * @returns one a quarter note, of whole bars; of a recording of more than `MOST_BEATS` its beginning, brought to its mean tempo; empty
 *   for a recording that keeps one tempo, and for a free one, which has none
 */
export function beatTempi({
  tempoBpm,
  tempoChanges,
  timeSignature,
  lengthTicks,
  isFree,
}: Omit<Performance, 'name' | 'notes'>): number[] {
  if (isFree) return [];
  const { secondsAt } = tempoClock(tempoChanges);
  const beatAt = (beat: number) => secondsAt(beat * TICKS_PER_QUARTER);
  const unit = wholeQuarters(timeSignature);
  const all = Math.ceil(lengthTicks / TICKS_PER_QUARTER / unit);
  const units = Math.min(all, Math.floor(MOST_BEATS / unit));
  const tempi = Array.from(
    { length: units * unit },
    (_, beat) => 60 / (beatAt(beat + 1) - beatAt(beat)),
  );
  const isSteady = tempi.every((tempo) => Math.abs(tempo / tempoBpm - 1) < STEADY);
  if (isSteady) return [];
  return units < all ? atMeanTempo(tempi, tempoBpm) : tempi.map(inTenths);
}

/** A recording of those that a decoder learns. */
export type BendingRecording = Pick<Performance, 'tempoBpm' | 'timeSignature'> & {
  /** As `beatTempi` gives them. */
  readonly beatTempi: readonly number[];
};

/**
 * The beats that a decoder keeps of its recordings: whole bars of each from its beginning, as many as there is room for. Where not all are
 * kept, they are brought to the recording's mean tempo.
 *
 * @returns a list a recording; empty where it keeps one tempo, or hardly any of its beats have room
 */
export function keepBeatTempi(recordings: readonly BendingRecording[]): (readonly number[])[] {
  const longest = longestThatFits(
    recordings.map(({ beatTempi }) => beatTempi.length),
    MOST_BEATS,
  );
  return recordings.map(({ beatTempi, tempoBpm, timeSignature }) => {
    if (beatTempi.length <= longest) return beatTempi;
    const unit = wholeQuarters(timeSignature);
    const kept = beatTempi.slice(0, Math.floor(longest / unit) * unit);
    return kept.length < FEWEST_BEATS ? [] : atMeanTempo(kept, tempoBpm);
  });
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

/** The fewest whole bars that are whole quarter notes, in quarter notes: 4 in 4/4, 3 in 6/8, 5 in 5/8. */
function wholeQuarters({ beats, beatUnit }: TimeSignature): number {
  // A bar is 4 · beats ÷ beatUnit quarter notes.
  return (4 * beats) / greatestCommonDivisor(4 * beats, beatUnit);
}

/** Beats that are all as much faster or slower as brings them to a mean tempo. */
function atMeanTempo(tempi: readonly number[], tempoBpm: number): number[] {
  const faster = tempoBpm * mean(tempi.map((tempo) => 1 / tempo));
  return tempi.map((tempo) => inTenths(tempo * faster));
}

function inTenths(tempo: number): number {
  return Math.round(inTempoRange(tempo) * 10) / 10;
}
