import { clamp } from '../../../../math/clamp.js';

/** What a microphone takes up, in 16 bits, with what a person wants to see of it. */
export interface SoundTake {
  /** Takes the next samples; those before the take's beginning and beyond its most are left out. */
  readonly add: (samples: Float32Array, firstFrame: number) => void;
  readonly frames: () => number;
  readonly isFull: () => boolean;
  /** The loudest sample of each fiftieth of a second, 0–1. */
  readonly peaks: () => readonly number[];
  /** How many fiftieths of a second hold a sample at full scale. */
  readonly clippedPeaks: () => number;
  /** The samples in pieces, one after another. */
  readonly samples: () => readonly Int16Array[];
}

/** How loud some samples are. */
export interface Level {
  /** Of the loudest, 0–1. */
  readonly peak: number;
  readonly isClipped: boolean;
}

export const PEAKS_PER_SECOND = 50;

const FULL_SCALE = 32767;

/** A converter at its limit gives ±1 or a hair less. */
const CLIPPED = 0.999;

/** @example levelOf(Float32Array.of(0.2, -0.5)) // { peak: 0.5, isClipped: false } */
export function levelOf(samples: Float32Array): Level {
  let peak = 0;
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  return { peak: Math.min(1, peak), isClipped: peak >= CLIPPED };
}

/**
 * @param options.startFrame of the take's first sample, on the clock of the sound
 * @param options.mostFrames how long a take may be
 */
export function openSoundTake({
  startFrame,
  mostFrames,
  sampleRateHz,
}: {
  readonly startFrame: number;
  readonly mostFrames: number;
  readonly sampleRateHz: number;
}): SoundTake {
  const pieces: Int16Array[] = [];
  const peaks: number[] = [];
  const peakFrames = Math.round(sampleRateHz / PEAKS_PER_SECOND);
  let frames = 0;
  const seePeaks = (samples: Float32Array) => {
    for (let i = 0; i < samples.length; i++) {
      const place = Math.floor((frames + i) / peakFrames);
      peaks[place] = Math.max(peaks[place] ?? 0, Math.min(1, Math.abs(samples[i] as number)));
    }
  };
  return {
    add: (samples, firstFrame) => {
      const before = Math.max(0, startFrame - firstFrame);
      const kept = samples.subarray(before, before + mostFrames - frames);
      if (kept.length === 0) return;
      seePeaks(kept);
      pieces.push(Int16Array.from(kept, inSixteenBits));
      frames += kept.length;
    },
    frames: () => frames,
    isFull: () => frames >= mostFrames,
    peaks: () => peaks,
    clippedPeaks: () => peaks.filter((peak) => peak >= CLIPPED).length,
    samples: () => pieces,
  };
}

/** @example inSixteenBits(-1.7) // -32767 */
function inSixteenBits(sample: number): number {
  return Math.round(clamp(sample, -1, 1) * FULL_SCALE);
}
