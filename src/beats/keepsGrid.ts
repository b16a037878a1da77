import { PHRASE_RULE } from '../checks/argumentRules.js';
import { checkArguments, checkOptions } from '../checks/checkOptions.js';
import type { Note } from '../music/note.js';
import type { Phrase } from '../music/phrase.js';
import { TICKS_PER_QUARTER } from '../music/time.js';
import { isQuantised } from './isQuantised.js';

/** Grids that music is written on, in lines a quarter: quarters, eighths, triplets, sixteenths, sextuplets. */
const LINES_PER_QUARTER = [1, 2, 3, 4, 6] as const;

/**
 * Concentration of onsets above which a recording of 60 notes and more was made on its grid. All 192 recordings of
 * the starter collection, with human timing of ±18 ms, reach .67 and more; of 96 of them written as seconds on a
 * grid that is not theirs (`bench/beats.js`) the highest has .47.
 */
const COMPOSED_CONCENTRATION = 0.55;

/**
 * How many standard deviations above chance a shorter recording must lie. Without the search for a latency, the
 * mean of the cosines of n random phases has the standard deviation √(1 ÷ 2n). At 3, the first 8 onsets of every
 * starter recording pass, and 4 % of the same onsets on a wrong grid; at 2.4 it is 8 %, at 3.8 a tenth of the true
 * ones is lost.
 */
const DEVIATIONS_ABOVE_CHANCE = 3;

/** Below so many onsets nothing can be decided, and a file is taken at its word. */
const FEWEST_ONSETS = 6;

/** Notes that begin within so many ticks of one another are one chord, and one witness: 25 ms at 120 quarters a minute. */
const CHORD_TICKS = 24;

/**
 * Whether notes stand on the grid of their own ticks: played to a click, or written by a notation program or
 * a composer. Notes of free playing, which follows no click, fall anywhere between the lines.
 *
 * Measured is how far the onsets concentrate on the lines, max over k of the mean of cos(2π · (tick − latency) · k
 * ÷ 480) with the best latency of at most 24 ticks: 1 where each stands on a line, near 0 where they fall by
 * chance. Swing and human timing lower it but a little. Quintuplets and septuplets, alone or among others, lower it
 * to chance; that onsets stand exactly on such divisions is then enough.
 *
 * @param options.ticksPerQuarter of the file that the notes were read from; 480 where it is not known
 * @throws MirrorError `usage` for an option of no known name
 * @example keepsGrid({ notes: [], lengthTicks: 0 }) // true: nothing says otherwise
 */
export function keepsGrid(
  phrase: Phrase,
  options: { readonly ticksPerQuarter?: number | undefined } = {},
): boolean {
  checkOptions('keepsGrid', options, { ticksPerQuarter: 'any' });
  checkArguments({ phrase }, { phrase: PHRASE_RULE });
  const { notes } = phrase;
  const { ticksPerQuarter = TICKS_PER_QUARTER } = options;
  const chords = chordStarts(notes);
  if (chords.length < FEWEST_ONSETS) return true;
  const chance = DEVIATIONS_ABOVE_CHANCE * Math.sqrt(1 / (2 * chords.length));
  if (gridConcentration(notes) > Math.max(COMPOSED_CONCENTRATION, chance)) return true;
  // Of an arpeggiated chord only the first note stands on the grid, of a grace note and its main note only the second.
  const all = notes.map(({ startTicks }) => startTicks);
  return [chords, all].some((onsets) => isQuantised(onsets, { ticksPerQuarter }));
}

/** A whole recording may be so much early or late, ticks: 25 ms at 120 quarters a minute, the latency of a sound card. */
const LATENCY_TICKS = 24;

function gridConcentration(notes: readonly Note[]): number {
  return Math.max(
    ...LINES_PER_QUARTER.map((lines) => {
      const radiansPerTick = (2 * Math.PI * lines) / TICKS_PER_QUARTER;
      let cosines = 0;
      let sines = 0;
      for (const { startTicks } of notes) {
        cosines += Math.cos(startTicks * radiansPerTick);
        sines += Math.sin(startTicks * radiansPerTick);
      }
      const length = Math.hypot(cosines, sines) / notes.length;
      const late = Math.abs(Math.atan2(sines, cosines));
      return length * Math.cos(Math.max(0, late - LATENCY_TICKS * radiansPerTick));
    }),
  );
}

/** @param notes in order of playing */
function chordStarts(notes: readonly Note[]): number[] {
  return notes
    .map(({ startTicks }) => startTicks)
    .filter((ticks, i, starts) => i === 0 || ticks - (starts[i - 1] as number) > CHORD_TICKS);
}
