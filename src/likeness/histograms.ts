import { distancesBetween, type Piece } from './piece.js';
import { polyphonyAtOnsets } from './polyphony.js';

/** What histograms are taken of, in the order in which they are shown. */
export const HISTOGRAM_FEATURES = [
  'pitchClass',
  'onsetDistance',
  'duration',
  'velocity',
  'polyphony',
] as const;
export type HistogramFeature = (typeof HISTOGRAM_FEATURES)[number];

/** How often each bin was met, a histogram a feature. Bins are whole numbers, the same ones for everybody. */
export type Histograms = Readonly<Record<HistogramFeature, ReadonlyMap<number, number>>>;

/**
 * Histograms of pieces, all of them together:
 *
 * - pitch class of each note, 12 bins;
 * - onset distance, from event to event: each step of the grid (a twelfth of a quarter) a bin of its own up to a
 *   quarter, above it quarter octaves;
 * - duration of each note, quarter octaves of ticks;
 * - velocity of each note, bins of 8;
 * - polyphony: keys that sound at each onset.
 *
 * The bins do not depend on the music, so that two histograms can always be laid over one another.
 */
export function histogramsOf(pieces: readonly Piece[]): Histograms {
  const notes = pieces.flatMap(({ performance }) => performance.notes);
  const distances = pieces.flatMap(({ events }) => distancesBetween(events, ({ step }) => step));
  return {
    pitchClass: countBins(notes.map(({ pitch }) => pitch % 12)),
    onsetDistance: countBins(distances.map(distanceBin)),
    duration: countBins(notes.map(({ durationTicks }) => Math.round(4 * Math.log2(durationTicks)))),
    velocity: countBins(notes.map(({ velocity }) => Math.floor(velocity / 8))),
    polyphony: countBins(pieces.flatMap(polyphonyAtOnsets)),
  };
}

/** Grid steps in a quarter. */
const QUARTER_STEPS = 12;

function distanceBin(steps: number): number {
  if (steps <= QUARTER_STEPS) return steps;
  return QUARTER_STEPS + Math.round(4 * Math.log2(steps / QUARTER_STEPS));
}

function countBins(bins: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const bin of bins) counts.set(bin, (counts.get(bin) ?? 0) + 1);
  return counts;
}
