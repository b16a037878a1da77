import {
  durationSeconds,
  intervalSeconds,
  type MeasuredPerformance,
} from '../../events/measuredPerformance.js';
import { clamp } from '../../math/clamp.js';
import { mean } from '../../math/mean.js';
import { pitchClassOf } from '../../music/note.js';
import { polyphonyAtOnsets } from '../measures/polyphony.js';

/** How many numbers `pieceFeatures` gives. */
export const FEATURE_COUNT = 86;

/**
 * A piece in 86 numbers that say nothing of the order of its notes: histograms of pitch class (12), register
 * (11 octaves), inter-onset interval (17 half octaves of seconds from 31 ms to 8 s), duration (19, to 16 s),
 * velocity (8 bins of 16) and polyphony (8), then mean and deviation of each but the first, and the logarithm of
 * notes a second.
 *
 * Time is in seconds of the piece's own tempo map, as the ear has it. Histograms are shares under a square root
 * (Hellinger's distance between them is then Euclid's), so that a bin's noise is the same whether it is full or nearly
 * empty.
 *
 * @returns [FEATURE_COUNT], of order 1; all 0 for a piece without notes
 */
export function pieceFeatures(piece: MeasuredPerformance): number[] {
  const { notes, lengthTicks } = piece.performance;
  if (notes.length === 0) return new Array<number>(FEATURE_COUNT).fill(0);
  const pitches = notes.map(({ pitch }) => pitch);
  const intervals = intervalSeconds(piece).map(Math.log2);
  const durations = notes.map((note) => Math.log2(durationSeconds(note, piece)));
  const velocities = notes.map(({ velocity }) => velocity / 16);
  const polyphony = polyphonyAtOnsets(piece);
  const halfOctave = (value: number) => Math.round(2 * (value - SHORTEST_OCTAVES));
  return [
    ...rootShares(pitches, { bins: 12, binOf: pitchClassOf }),
    ...rootShares(pitches, { bins: 11, binOf: (pitch) => Math.floor(pitch / 12) }),
    ...rootShares(intervals, { bins: 17, binOf: halfOctave }),
    ...rootShares(durations, { bins: 19, binOf: halfOctave }),
    ...rootShares(velocities, { bins: 8, binOf: Math.floor }),
    ...rootShares(polyphony, { bins: 8, binOf: (keys) => keys - 1 }),
    ...moments(pitches.map((pitch) => pitch / 12)),
    ...moments(intervals),
    ...moments(durations),
    ...moments(velocities),
    ...moments(polyphony.map(Math.log2)),
    Math.log2(notes.length / piece.secondsAt(Math.max(1, lengthTicks))),
  ];
}

/** 2⁻⁵ s is 31 ms: a chord's onsets are closer, two chords' are not. */
const SHORTEST_OCTAVES = -5;

/** Square roots of the shares of each bin; what lies beyond the ends falls into the last bin there. */
function rootShares(
  values: readonly number[],
  { bins, binOf }: { bins: number; binOf: (value: number) => number },
): number[] {
  const counts = new Array<number>(bins).fill(0);
  for (const value of values) {
    const bin = clamp(binOf(value), 0, bins - 1);
    counts[bin] = (counts[bin] as number) + 1;
  }
  return counts.map((count) => Math.sqrt(count / Math.max(1, values.length)));
}

/** Mean and standard deviation; 0 and 0 of nothing. */
function moments(values: readonly number[]): [mean: number, deviation: number] {
  if (values.length === 0) return [0, 0];
  const centre = mean(values);
  return [centre, Math.sqrt(mean(values.map((value) => (value - centre) ** 2)))];
}
