import type { Favour } from './choice.js';
import type { RunIndex, RunPlaces } from './runs.js';

/** How far a decoder strays from its recordings, 0 (close) to 1 (free), where nothing is said. */
export const DEFAULT_VARIATION = 0.5;

/** What a step that some recording knows counts against one that none does, at variation 0; at 1 it counts the same. */
const KNOWN_STEP = 1e8;

/** What each further event that goes on as in a recording counts, at variation 0; at 1 it counts nothing. */
const LONGER_RUN = 16;

/** Events in a row, as in one recording, that are never exceeded, at variation 0 and at 1. */
const LONGEST_RUN = { close: 64, free: 6 };

/** What each event of a run beyond half of the longest counts: long before it is cut off, a run is left. */
const OVERLONG = 0.25;

/**
 * What the recordings say to each step that could follow: one that they know is favoured, the more the longer
 * the music has gone on as one of them, until it has copied enough.
 *
 * At variation 0.5 a step that no recording knows counts a ten-thousandth, which leaves the network room for steps of
 * its own where it is sure of them.
 *
 * @param places where in the recordings the music stands
 * @param variation 0–1
 */
export function favoursAt(
  index: RunIndex<number>,
  { places, variation }: { places: RunPlaces; variation: number },
): Favour[] {
  const favours = new Map<string, Favour & { readonly run: number }>();
  for (const [place, before] of places) {
    const distance = index.steps[place]?.distance;
    if (distance === undefined) continue;
    const chord = index.steps[place + 1]?.chord as number;
    const run = before + 1;
    const key = `${distance} ${chord}`;
    if (run <= (favours.get(key)?.run ?? 0)) continue;
    favours.set(key, { succession: [distance, chord], run, factor: favourOf(run, variation) });
  }
  return [...favours.values()];
}

/** @param run events in a row that would then be as in a recording, 2 or more */
function favourOf(run: number, variation: number): number {
  const closeness = 1 - variation;
  const { close, free } = LONGEST_RUN;
  const longest = Math.round(free + (close - free) * closeness ** 4);
  if (run > longest) return 0;
  const overlong = Math.max(0, run - Math.round(longest / 2));
  return KNOWN_STEP ** closeness * LONGER_RUN ** (closeness * (run - 2)) * OVERLONG ** overlong;
}
