import { HOP_SAMPLES, TRANSCRIPTION_SAMPLE_RATE_HZ } from './windows.js';

/** The pitch of a single voice, frame after frame. */
export interface PitchTrack {
  /** In semitones as MIDI counts them, with fractions; NaN where no single voice sounds. */
  readonly pitches: Float64Array;
  /** Root mean square, in decibels. */
  readonly decibels: Float64Array;
}

/** Periods of 70 and 2,756 Hz, samples. */
const LONGEST_PERIOD = 315;
const SHORTEST_PERIOD = 8;

/** Samples that are compared with as many later ones: 29 ms, short enough for a vibrato of 8 Hz, and two of the longest periods. */
const WINDOW = 640;

/** A single voice repeats itself so well, 1 being exactly; chords and noise do not. */
const LEAST_CLARITY = 0.8;

/** The period is the first peak that reaches this share of the highest one; later ones are multiples of it. */
const FIRST_PEAK_SHARE = 0.9;

/** Root mean square below which a frame is silent: −80 dB. */
const QUIETEST = 1e-4;

/**
 * Follows the pitch of a single voice by the normalised square difference of each frame with itself, shifted
 * (McLeod & Wyvill, «A smarter way to find pitch», ICMC 2005).
 *
 * @param samples mono, 22,050 Hz
 * @param options.first the sample on which frame 0 is centred
 * @param options.count frames, each 256 samples after the one before
 */
export function pitchTrack(
  samples: Float32Array,
  { first, count }: { readonly first: number; readonly count: number },
): PitchTrack {
  const pitches = new Float64Array(count).fill(Number.NaN);
  const decibels = new Float64Array(count).fill(-120);
  const length = WINDOW + LONGEST_PERIOD;
  const similarity = new Float64Array(LONGEST_PERIOD + 2);
  for (let frame = 0; frame < count; frame++) {
    const start = first + frame * HOP_SAMPLES - (length >> 1);
    if (start < 0 || start + length + 1 >= samples.length) continue;
    const around = samples.subarray(start, start + length + 2);
    let energy = 0;
    for (let n = 0; n < WINDOW; n++) energy += (around[n] as number) ** 2;
    const level = Math.sqrt(energy / WINDOW);
    decibels[frame] = 20 * Math.log10(level + 1e-6);
    if (level < QUIETEST) continue;
    compare(around, energy, similarity);
    pitches[frame] = pitchOf(similarity);
  }
  return { pitches, decibels };
}

/** Fills in for each shift: twice the product of the frame and the shifted frame over the sum of their energies. */
function compare(around: Float32Array, energy: number, similarity: Float64Array): void {
  let shifted = energy;
  for (let lag = 1; lag < similarity.length; lag++) {
    shifted += (around[lag + WINDOW - 1] as number) ** 2 - (around[lag - 1] as number) ** 2;
    let product = 0;
    for (let n = 0; n < WINDOW; n++) product += (around[n] as number) * (around[n + lag] as number);
    similarity[lag] = (2 * product) / (energy + shifted + 1e-12);
  }
  similarity[0] = 1;
}

/** The first peak that is nearly as high as the highest is the period; peaks before the first dip are the frame itself. */
function pitchOf(similarity: Float64Array): number {
  const at = (lag: number) => similarity[lag] as number;
  let lag = 1;
  while (lag < LONGEST_PERIOD && at(lag) > 0) lag++;
  const peaks: number[] = [];
  for (lag = Math.max(lag, SHORTEST_PERIOD); lag < LONGEST_PERIOD; lag++) {
    if (at(lag) > 0 && at(lag) >= at(lag - 1) && at(lag) > at(lag + 1)) peaks.push(lag);
  }
  const highest = peaks.reduce((most, peak) => Math.max(most, at(peak)), 0);
  if (highest < LEAST_CLARITY) return Number.NaN;
  const period = peaks.find((peak) => at(peak) >= FIRST_PEAK_SHARE * highest) as number;
  const bend = at(period - 1) - 2 * at(period) + at(period + 1);
  const offset = bend === 0 ? 0 : (at(period - 1) - at(period + 1)) / (2 * bend);
  return 69 + 12 * Math.log2(TRANSCRIPTION_SAMPLE_RATE_HZ / (period + offset) / 440);
}
