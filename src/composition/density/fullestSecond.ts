import { TICKS_PER_QUARTER } from '../../music/time.js';
import type { Stroke } from './strokes.js';

/** More chords a second than these, of all parts together, are a carpet to the ear. */
export const MOST_ONSETS_A_SECOND = 12;

/**
 * Strokes within the second that begins with one of them, both ends included.
 *
 * @param strokes in order of time
 * @param options.from index of the first
 */
export function secondFrom(
  strokes: readonly Stroke[],
  { from, tempoBpm }: { from: number; tempoBpm: number },
): Stroke[] {
  const fromTicks = (strokes[from] as Stroke).startTicks;
  // A tick to spare: a tempo is rounded when written, and a second may come out a hair shorter.
  const toTicks = fromTicks + (tempoBpm / 60) * TICKS_PER_QUARTER + 1;
  let to = from;
  while (to < strokes.length && (strokes[to] as Stroke).startTicks <= toTicks) to++;
  return strokes.slice(from, to);
}
