import {
  durationSeconds,
  intervalSeconds,
  type MeasuredPerformance,
} from '../../events/measuredPerformance.js';
import { countIn, type Histogram } from '../../math/histogram.js';
import { pitchClassOf } from '../../music/note.js';
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

/** How often each bin was met, a histogram a feature. Bins are whole numbers, the same ones for all music. */
export type Histograms = Readonly<Record<HistogramFeature, Histogram>>;

/**
 * Histograms of pieces, all of them together:
 *
 * - pitch class of each note, 12 bins;
 * - inter-onset interval, from event to event, quarter octaves of seconds;
 * - duration of each note, quarter octaves of seconds;
 * - velocity of each note, bins of 8;
 * - polyphony: keys that sound at each onset.
 *
 * Seconds are those of each piece's own tempo map: figures in ticks cannot tell a piece from the same one at half the
 * tempo. A value of seconds counts in the two bins nearest to it, in each the more the nearer it lies to its centre
 * (a triangular kernel). With hard edges, a steady pulse beside an edge and the same pulse played by hand would share
 * half of their intervals, and whether one lies beside an edge is chance.
 *
 * The bins do not depend on the music, so that two histograms can always be laid over one another.
 */
export function histogramsOf(pieces: readonly MeasuredPerformance[]): Histograms {
  const notes = pieces.flatMap(({ performance }) => performance.notes);
  const durations = pieces.flatMap((piece) =>
    piece.performance.notes.map((note) => durationSeconds(note, piece)),
  );
  return {
    pitchClass: countBins(notes.map(({ pitch }) => pitchClassOf(pitch))),
    onsetDistance: countOctaves(pieces.flatMap(intervalSeconds)),
    duration: countOctaves(durations),
    velocity: countBins(notes.map(({ velocity }) => Math.floor(velocity / 8))),
    polyphony: countBins(pieces.flatMap(polyphonyAtOnsets)),
  };
}

/** Bins in an octave of seconds: neighbours are 19 % apart. */
const BINS_AN_OCTAVE = 4;

/** @param seconds each above 0 */
function countOctaves(seconds: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const each of seconds) {
    const place = BINS_AN_OCTAVE * Math.log2(each);
    const below = Math.floor(place);
    countIn(counts, below, below + 1 - place);
    countIn(counts, below + 1, place - below);
  }
  return counts;
}

function countBins(bins: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const bin of bins) countIn(counts, bin);
  return counts;
}
