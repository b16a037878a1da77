import { greatestCommonDivisor } from '../math/greatestCommonDivisor.js';
import type { AudioBlock } from './audioBlock.js';

/** Side lobes of the filter's window lie this far below: what would fold back is gone. */
const STOPBAND_DB = 80;

/** Up to this share of the highest frequency there can be, everything passes; from there it is let go. */
const PASSBAND_SHARE = 0.87;

/**
 * Brings sound to another rate, as it streams by: sinc filters under a Kaiser window, one for each place
 * that an output sample can have between two input samples.
 *
 * Level and time stay: sample n of the output sounds at the time of input sample n × from ÷ to, there are
 * as many as begin before the input ends, and the blocks' lengths change none of them. Frequencies up to
 * 87 % of the lower rate's half pass within 0.1 dB, those from its half on are 80 dB down.
 *
 * Source: Crochiere & Rabiner, Multirate Digital Signal Processing (1983); Kaiser's formulas for the window.
 *
 * @param toHz whole, as the blocks' own rate
 */
export async function* resample(
  blocks: AsyncIterable<AudioBlock>,
  toHz: number,
): AsyncGenerator<Float32Array> {
  let feed: Feed | undefined;
  for await (const { sampleRateHz, samples } of blocks) {
    if (sampleRateHz === toHz) {
      yield samples;
      continue;
    }
    feed ??= createFeed(sampleRateHz, toHz);
    const out = feed(samples);
    if (out.length > 0) yield out;
  }
  const last = feed?.(undefined);
  if (last !== undefined && last.length > 0) yield last;
}

/** Takes samples as they come, nothing for the end, and returns those that are due. */
type Feed = (samples: Float32Array | undefined) => Float32Array;

function createFeed(fromHz: number, toHz: number): Feed {
  const divisor = greatestCommonDivisor(fromHz, toHz);
  // Output sample n lies at input sample n × step ÷ phases.
  const phases = toHz / divisor;
  const step = fromHz / divisor;
  const { halfTaps, tapsOf } = designFilters(fromHz, { toHz, phases });
  // Before the first sample there was silence.
  let held = new Float64Array(halfTaps - 1);
  /** Where the next output sample stands: whole input samples into `held`, and phases beyond. */
  let at = halfTaps - 1;
  let phase = 0;

  return (samples) => {
    const isEnd = samples === undefined;
    // After the last one there is silence again.
    held = concat(held, samples ?? new Float32Array(halfTaps));
    const due = Math.ceil(((held.length - halfTaps - at) * phases - phase) / step);
    const out = new Float32Array(Math.max(0, due));
    for (let n = 0; n < out.length; n++) {
      const taps = tapsOf(phase);
      const first = at - halfTaps + 1;
      out[n] = product(taps, held, first);
      phase += step;
      at += Math.floor(phase / phases);
      phase %= phases;
    }
    const past = isEnd ? held.length : Math.min(held.length, at - halfTaps + 1);
    held = held.slice(past);
    at -= past;
    return out;
  };
}

interface Filters {
  /** Taps on either side of an output sample. */
  readonly halfTaps: number;
  /** The 2 × `halfTaps` taps for an output sample that lies `phase` ÷ phases after an input sample. */
  readonly tapsOf: (phase: number) => Float64Array;
}

function designFilters(
  fromHz: number,
  { toHz, phases }: { toHz: number; phases: number },
): Filters {
  const stopHz = Math.min(fromHz, toHz) / 2;
  const transitionHz = stopHz * (1 - PASSBAND_SHARE);
  const cutoff = (2 * (stopHz - transitionHz / 2)) / fromHz;
  // Even, so that all taps together can be taken four at a time.
  const halfTaps = 2 * Math.ceil(((STOPBAND_DB - 7.95) / 14.36) * (fromHz / transitionHz / 4)) + 2;
  const beta = 0.1102 * (STOPBAND_DB - 8.7);
  const known = new Map<number, Float64Array>();
  const design = (phase: number) => {
    const taps = Float64Array.from({ length: 2 * halfTaps }, (_, i) => {
      const distance = i - (halfTaps - 1) - phase / phases;
      const reach = distance / halfTaps;
      const window = bessel(beta * Math.sqrt(Math.max(0, 1 - reach * reach))) / bessel(beta);
      return cutoff * sinc(cutoff * distance) * window;
    });
    // So that a constant stays what it is, in every phase alike.
    const sum = taps.reduce((total, tap) => total + tap, 0);
    return taps.map((tap) => tap / sum);
  };
  const tapsOf = (phase: number) => {
    const taps = known.get(phase) ?? design(phase);
    known.set(phase, taps);
    return taps;
  };
  return { halfTaps, tapsOf };
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** The modified Bessel function of the first kind and order 0, by its power series. */
function bessel(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > sum * 1e-12; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

/** The sum of taps × samples from `first` on; in four sums, which a processor adds up at the same time. */
function product(taps: Float64Array, samples: Float64Array, first: number): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let i = 0; i < taps.length; i += 4) {
    const at = first + i;
    a += (taps[i] as number) * (samples[at] as number);
    b += (taps[i + 1] as number) * (samples[at + 1] as number);
    c += (taps[i + 2] as number) * (samples[at + 2] as number);
    d += (taps[i + 3] as number) * (samples[at + 3] as number);
  }
  return a + b + (c + d);
}

function concat(a: Float64Array, b: Float32Array): Float64Array<ArrayBuffer> {
  const both = new Float64Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
