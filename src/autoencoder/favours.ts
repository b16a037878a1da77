import type { Favour, Succession } from './choice.js';
import { MOST_SYMBOLS } from './eventDictionary.js';
import type { Memory } from './memory.js';
import type { RunPlaces } from './runs.js';

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

/** What a step counts that recordings know from another place in the bar only; at variation 1 it counts the same. */
const ELSEWHERE = 0.1;

/** Where a music stands: in the recordings, and in the bar. */
export interface Standing {
  readonly runs: RunPlaces;
  /** A symbol; undefined where no recording has an event. */
  readonly place: number | undefined;
}

/**
 * What the recordings say to each step that could follow: one that they know is favoured, the more the longer
 * the music has gone on as one of them, until it has copied enough.
 *
 * At variation 0.5 a step that no recording knows counts a ten-thousandth, which leaves the network room for
 * steps of its own where it is sure of them.
 *
 * @param variation 0–1
 * @returns for wherever the music stands, each step that some recording knows from there, once
 */
export function favoursOf(
  { runs, placeOf }: Memory,
  variation: number,
): (standing: Standing) => Favour[] {
  const byRun = favoursByRun(variation);
  const elsewhere = ELSEWHERE ** Math.min(1, 2 * (1 - variation));
  return (standing) => {
    const favours = new Map<number, { succession: Succession; factor: number; run: number }>();
    const { places, lengths } = standing.runs;
    for (const [i, at] of places.entries()) {
      const distance = runs.steps[at]?.distance;
      if (distance === undefined) continue;
      const chord = runs.steps[at + 1]?.chord as number;
      const run = (lengths[i] as number) + 1;
      const factor = (byRun[run] ?? 0) * (placeOf[at] === standing.place ? 1 : elsewhere);
      const key = distance * MOST_SYMBOLS.chord + chord;
      const known = favours.get(key);
      if (known === undefined) {
        favours.set(key, { succession: [distance, chord], factor, run });
      } else {
        known.factor = Math.max(known.factor, factor);
        known.run = Math.max(known.run, run);
      }
    }
    return [...favours.values()].map(({ succession, factor, run }) => ({
      succession,
      // A copy is a copy wherever in the bar it stands.
      factor: run < byRun.length ? factor : 0,
    }));
  };
}

/** The favour of a step by the events in a row that would then be as in a recording; none of more than the longest. */
function favoursByRun(variation: number): number[] {
  const closeness = 1 - variation;
  const { close, free } = LONGEST_RUN;
  const longest = Math.round(free + (close - free) * closeness ** 4);
  return Array.from({ length: longest + 1 }, (_, run) => {
    const overlong = Math.max(0, run - Math.round(longest / 2));
    return KNOWN_STEP ** closeness * LONGER_RUN ** (closeness * (run - 2)) * OVERLONG ** overlong;
  });
}
