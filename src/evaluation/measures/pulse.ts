import { type MeasuredPerformance, onsetTicks } from '../../events/measuredPerformance.js';
import { TICKS_PER_QUARTER, ticksPerBar } from '../../music/time.js';

/** Beats are counted in eighths; an onset is on one if it falls within a twentieth of a quarter of it (24 ticks). */
const GRID_TICKS = TICKS_PER_QUARTER / 2;
const TOLERANCE_TICKS = TICKS_PER_QUARTER / 20;

/** Bars at the end of a long piece that are looked at for drift. */
const END_BARS = 8;

export interface PulseFigures {
  /** Share of the recordings' onsets on the grid of eighths, 0–1. */
  readonly recordings: number;
  /** The same of the draws, and of the last bars of long ones; null where nothing is played. */
  readonly draws: number | null;
  readonly end: number | null;
}

/**
 * How much of the music falls on the beat.
 *
 * @param long draws of many bars, whose last `END_BARS` tell whether the pulse has drifted by then
 */
export function measurePulse(pieces: {
  readonly recordings: readonly MeasuredPerformance[];
  readonly draws: readonly MeasuredPerformance[];
  readonly long: readonly MeasuredPerformance[];
}): PulseFigures {
  return {
    recordings: shareOnBeat(pieces.recordings.flatMap(onsets)) ?? 0,
    draws: shareOnBeat(pieces.draws.flatMap(onsets)),
    end: shareOnBeat(pieces.long.flatMap(onsetsAtEnd)),
  };
}

function onsets({ events }: MeasuredPerformance): number[] {
  return events.map(onsetTicks);
}

function onsetsAtEnd(piece: MeasuredPerformance): number[] {
  const { lengthTicks, timeSignature } = piece.performance;
  const from = lengthTicks - END_BARS * ticksPerBar(timeSignature);
  return onsets(piece).filter((ticks) => ticks >= from);
}

function shareOnBeat(ticks: readonly number[]): number | null {
  if (ticks.length === 0) return null;
  const onBeat = ticks.filter((each) => {
    const after = ((each % GRID_TICKS) + GRID_TICKS) % GRID_TICKS;
    return Math.min(after, GRID_TICKS - after) <= TOLERANCE_TICKS;
  });
  return onBeat.length / ticks.length;
}
