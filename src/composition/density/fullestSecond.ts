import { TICKS_PER_QUARTER, type TimeSignature, ticksPerBar } from '../../music/time.js';
import type { PartBar } from './partBars.js';

/** In no second of a piece do more notes begin. */
export const MOST_ONSETS_A_SECOND = 12;

/** A part bar by bar; what it plays in each changes while the piece is thinned. */
export type Row = readonly PartBar[];

/** How long bars and seconds are in a piece. */
export interface PieceTicks {
  readonly bars: number;
  readonly barTicks: number;
  readonly secondTicks: number;
}

export function pieceTicks(piece: {
  bars: number;
  tempoBpm: number;
  timeSignature: TimeSignature;
}): PieceTicks {
  const { bars, tempoBpm, timeSignature } = piece;
  const secondTicks = (tempoBpm / 60) * TICKS_PER_QUARTER;
  return { bars, barTicks: ticksPerBar(timeSignature), secondTicks };
}

/** A second, in ticks, and the bars that it touches. */
export interface Second {
  readonly fromTicks: number;
  /** Included, with a tick to spare: a tempo is rounded when written, and a second may come out a hair shorter. */
  readonly toTicks: number;
  readonly bars: readonly number[];
}

/** The second with the most onsets among those that begin in a bar; undefined if none is too full. */
export function fullestSecond(
  rows: readonly Row[],
  { bar, piece }: { bar: number; piece: PieceTicks },
): Second | undefined {
  const { barTicks, secondTicks } = piece;
  const toBar = bar + 1 + Math.ceil(secondTicks / barTicks);
  const onsets = rows
    .flatMap((row) => row.slice(bar, toBar).flatMap(({ notes }) => notes))
    .map(({ startTicks }) => startTicks)
    .sort((a, b) => a - b);
  let fullestTicks: number | undefined;
  let most = MOST_ONSETS_A_SECOND;
  let end = 0;
  for (const [first, fromTicks] of onsets.entries()) {
    if (fromTicks >= (bar + 1) * barTicks) break;
    while (end < onsets.length && (onsets[end] as number) <= fromTicks + secondTicks + 1) end++;
    if (end - first > most) {
      most = end - first;
      fullestTicks = fromTicks;
    }
  }
  if (fullestTicks === undefined) return undefined;
  const bars = Array.from({ length: toBar - bar }, (_, i) => bar + i);
  return { fromTicks: fullestTicks, toTicks: fullestTicks + secondTicks + 1, bars };
}

/** Whether any second that touches a bar is too full. */
export function isTooFullAround(
  rows: readonly Row[],
  { bar, piece }: { bar: number; piece: PieceTicks },
): boolean {
  const reach = Math.ceil(piece.secondTicks / piece.barTicks);
  for (let from = Math.max(0, bar - reach); from <= bar; from++) {
    if (fullestSecond(rows, { bar: from, piece })) return true;
  }
  return false;
}

/** How many notes of a part begin within a second. */
export function countWithin(row: Row, { fromTicks, toTicks, bars }: Second): number {
  return bars
    .flatMap((bar) => row[bar]?.notes ?? [])
    .filter(({ startTicks }) => startTicks >= fromTicks && startTicks <= toTicks).length;
}
