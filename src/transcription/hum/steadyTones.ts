import { lowerBound } from '../../math/lowerBound.js';
import { median } from '../../math/median.js';
import { TRANSCRIPTION_SAMPLE_RATE_HZ } from '../windows.js';
import { createPowerSpectrum } from './powerSpectrum.js';

/** A sine whose frequency and level hardly change for seconds: of a hum, a whine or a held organ pipe. */
export interface SteadyTone {
  /** Spectral frames in which it was found, rising. */
  readonly frames: readonly number[];
  /** Its frequency in each of these frames. */
  readonly hertz: readonly number[];
  /** The median of its level, in decibels below a sine of full scale. */
  readonly decibels: number;
  /** From where to where in the samples it sounds, to about half a second. */
  readonly fromSeconds: number;
  readonly toSeconds: number;
}

export interface SpectralPeak {
  readonly hertz: number;
  readonly decibels: number;
}

/** 3.0 s, which tells 50 Hz from the piano's 49 (G1); and 0.74 s from one frame to the next. */
const FRAME_SAMPLES = 2 ** 16;
const HOP_SAMPLES = FRAME_SAMPLES / 4;

/** The seconds in the middle of spectral frame `frame`. */
export function frameCentre(frame: number): number {
  return (frame * HOP_SAMPLES + FRAME_SAMPLES / 2) / TRANSCRIPTION_SAMPLE_RATE_HZ;
}

/**
 * Finds the spectral peaks of every frame; the last frame is filled up with silence where the sound is shorter.
 *
 * @param samples mono, 22,050 Hz
 */
export function spectralPeaks(samples: Float32Array): SpectralPeak[][] {
  spectrum ??= createPowerSpectrum(FRAME_SAMPLES);
  const powerOf = spectrum;
  const count = 1 + Math.max(0, Math.floor((samples.length - FRAME_SAMPLES) / HOP_SAMPLES));
  return Array.from({ length: count }, (_, i) => {
    const frame = new Float32Array(FRAME_SAMPLES);
    frame.set(samples.subarray(i * HOP_SAMPLES, i * HOP_SAMPLES + FRAME_SAMPLES));
    return frame.every((sample) => sample === 0) ? [] : peaksOf(powerOf(frame));
  });
}

let spectrum: ((frame: Float32Array) => Float64Array) | undefined;

const BIN_HERTZ = TRANSCRIPTION_SAMPLE_RATE_HZ / FRAME_SAMPLES;

/** What the transcriber's network listens to lies in between. */
const LOWEST_HERTZ = 25;
const HIGHEST_HERTZ = 10_000;

/** A peak stands this far above the median of its neighbourhood, 21 Hz wide, and above −110 dB. */
const PROMINENCE_DECIBELS = 14;
const NEIGHBOURHOOD_BINS = 64;
const FAINTEST_DECIBELS = -110;

function peaksOf(powers: Float64Array): SpectralPeak[] {
  const decibels = powers.map((power) => 10 * Math.log10(power + 1e-20));
  const peaks: SpectralPeak[] = [];
  const last = Math.floor(HIGHEST_HERTZ / BIN_HERTZ);
  const at = (bin: number) => decibels[bin] as number;
  for (
    let first = Math.floor(LOWEST_HERTZ / BIN_HERTZ);
    first < last;
    first += NEIGHBOURHOOD_BINS
  ) {
    const end = first + NEIGHBOURHOOD_BINS;
    const sorted = decibels.slice(first, end).sort();
    const floor = (sorted[NEIGHBOURHOOD_BINS / 2] as number) + PROMINENCE_DECIBELS;
    for (let bin = first; bin < end; bin++) {
      const level = at(bin);
      if (level < floor || level < FAINTEST_DECIBELS) continue;
      if (level < at(bin - 1) || level <= at(bin + 1)) continue;
      // The top of the parabola through three decibels (Smith & Serra, PARSHL, 1987).
      const bend = at(bin - 1) - 2 * level + at(bin + 1);
      const offset = (at(bin - 1) - at(bin + 1)) / (2 * bend);
      peaks.push({
        hertz: (bin + offset) * BIN_HERTZ,
        decibels: level - ((at(bin - 1) - at(bin + 1)) * offset) / 4,
      });
    }
  }
  return peaks;
}

/** Between two frames a steady tone moves by no more: 0.1 Hz, and 0.03 % for the overtones of a mains that drifts. */
const DRIFT_HERTZ = 0.1;
const DRIFT_SHARE = 3e-4;

/** A louder neighbour may hide it for so many frames: 3 s. */
const HIDDEN_FRAMES = 4;

/** Its level stays within so much of its median, half of it within much less, and it does not fade. */
const LEVEL_DECIBELS = 3;
const HALF_LEVEL_DECIBELS = 1;
const FADING_DECIBELS_A_SECOND = 0.4;

/** It is there in this share of the frames between its first and its last. */
const LEAST_PRESENCE = 0.6;

/** A tone on its way through the frames. */
interface Track {
  readonly frames: number[];
  readonly hertz: number[];
  readonly levels: number[];
}

/**
 * Links peaks of neighbouring frames (McAulay & Quatieri 1986) and keeps the links that stay at one level.
 *
 * @param options.leastSeconds shorter ones are left out
 */
export function findSteadyTones(
  frames: readonly (readonly SpectralPeak[])[],
  { leastSeconds }: { readonly leastSeconds: number },
): SteadyTone[] {
  const done: Track[] = [];
  let active: Track[] = [];
  for (const [frame, peaks] of frames.entries()) {
    const isTaken = new Set<SpectralPeak>();
    const isEarlier = (a: Track, b: Track) => (a.frames[0] as number) - (b.frames[0] as number);
    for (const track of active.sort(isEarlier)) {
      const next = nextPeak(track, peaks, isTaken);
      if (next === undefined) continue;
      isTaken.add(next);
      track.frames.push(frame);
      track.hertz.push(next.hertz);
      track.levels.push(next.decibels);
    }
    for (const peak of peaks) {
      if (isTaken.has(peak)) continue;
      active.push({ frames: [frame], hertz: [peak.hertz], levels: [peak.decibels] });
    }
    const isAlive = ({ frames }: Track) => frame - (frames.at(-1) as number) <= HIDDEN_FRAMES;
    done.push(...active.filter((track) => !isAlive(track)));
    active = active.filter(isAlive);
  }
  return [...done, ...active]
    .filter((track) => isSteady(track))
    .map(toneOf)
    .filter(({ fromSeconds, toSeconds }) => toSeconds - fromSeconds >= leastSeconds);
}

function nextPeak(
  { hertz, levels }: Track,
  peaks: readonly SpectralPeak[],
  isTaken: ReadonlySet<SpectralPeak>,
): SpectralPeak | undefined {
  const last = hertz.at(-1) as number;
  const level = median(levels.slice(-9));
  const reach = DRIFT_HERTZ + DRIFT_SHARE * last;
  let best: SpectralPeak | undefined;
  let bestDistance = reach;
  for (let i = firstAbove(peaks, last - reach); i < peaks.length; i++) {
    const peak = peaks[i] as SpectralPeak;
    if (peak.hertz > last + reach) break;
    const distance = Math.abs(peak.hertz - last);
    if (distance > bestDistance || isTaken.has(peak)) continue;
    if (Math.abs(peak.decibels - level) > LEVEL_DECIBELS) continue;
    best = peak;
    bestDistance = distance;
  }
  return best;
}

function firstAbove(peaks: readonly SpectralPeak[], hertz: number): number {
  return lowerBound(peaks.length, (i) => (peaks[i] as SpectralPeak).hertz < hertz);
}

function isSteady({ frames, levels }: Track): boolean {
  if (frames.length < 2) return false;
  const first = frames[0] as number;
  const last = frames.at(-1) as number;
  if (frames.length < LEAST_PRESENCE * (last - first + 1)) return false;
  const middle = median(levels);
  if (median(levels.map((level) => Math.abs(level - middle))) > HALF_LEVEL_DECIBELS) return false;
  const third = Math.max(1, Math.floor(levels.length / 3));
  const change = median(levels.slice(-third)) - median(levels.slice(0, third));
  const seconds = (frameCentre(last) - frameCentre(first)) * (2 / 3);
  return Math.abs(change) <= Math.max(HALF_LEVEL_DECIBELS, FADING_DECIBELS_A_SECOND * seconds);
}

/** A frame shows a tone that fills half of it. */
function toneOf({ frames, hertz, levels }: Track): SteadyTone {
  const quarter = FRAME_SAMPLES / 4 / TRANSCRIPTION_SAMPLE_RATE_HZ;
  return {
    frames,
    hertz,
    decibels: median(levels),
    fromSeconds: frameCentre(frames[0] as number) - quarter,
    toSeconds: frameCentre(frames.at(-1) as number) + quarter,
  };
}
