import type { Favour } from './choice.js';
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

/** What a step counts that recordings know from another place in the bar only. */
const ELSEWHERE = 0.1;

/**
 * What the recordings say to each step that could follow: one that they know is favoured, the more the longer
 * the music has gone on as one of them, until it has copied enough.
 *
 * At variation 0.5 a step that no recording knows counts a ten-thousandth, which leaves the network room for
 * steps of its own where it is sure of them.
 *
 * @param options.standing where in the recordings the music stands
 * @param options.place where in the bar, as a symbol; undefined where no recording has an event
 * @param options.variation 0–1
 */
export function favoursAt(
  { runs, placeOf }: Memory,
  options: { standing: RunPlaces; place: number | undefined; variation: number },
): Favour[] {
  const { standing, place, variation } = options;
  const favours = new Map<string, { favour: Favour; run: number }>();
  for (const [at, before] of standing) {
    const distance = runs.steps[at]?.distance;
    if (distance === undefined) continue;
    const chord = runs.steps[at + 1]?.chord as number;
    const key = `${distance} ${chord}`;
    const known = favours.get(key);
    const run = Math.max(before + 1, known?.run ?? 0);
    const here = placeOf[at] === place;
    const factor = favourOf(before + 1, variation) * (here ? 1 : ELSEWHERE);
    const best = Math.max(factor, known?.favour.factor ?? 0);
    // A copy is a copy wherever in the bar it stands.
    const isOverlong = favourOf(run, variation) === 0;
    const favour = { succession: [distance, chord], factor: isOverlong ? 0 : best } as const;
    favours.set(key, { favour, run });
  }
  return [...favours.values()].map(({ favour }) => favour);
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
