import { clamp } from '../../math/clamp.js';
import { median } from '../../math/median.js';
import { TRANSCRIPTION_SAMPLE_RATE_HZ } from '../windows.js';

/** The phase of a tone, in turns, at the beginning of each block of `BLOCK_SAMPLES`, and one more for the end. */
export type Phases = Float64Array;

/** The steady part of a tone: its complex amplitude in the middle of each block, against its phases. */
export interface SteadyPart {
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
  /** What is left of each block's own amplitude beside the steady one, the median over all blocks. */
  readonly residue: number;
}

/** 0.1 s. */
export const BLOCK_SAMPLES = 2205;
const BLOCK_SECONDS = BLOCK_SAMPLES / TRANSCRIPTION_SAMPLE_RATE_HZ;

/** The phases of a tone whose frequency is known at some moments and straight between them. */
export function phasesOf(
  moments: readonly { readonly seconds: number; readonly hertz: number }[],
  sampleCount: number,
): Phases {
  const blocks = Math.ceil(sampleCount / BLOCK_SAMPLES);
  const phases = new Float64Array(blocks + 1);
  let at = 0;
  for (let block = 0; block < blocks; block++) {
    const seconds = (block + 0.5) * BLOCK_SECONDS;
    while (at + 2 < moments.length && (moments[at + 1]?.seconds as number) < seconds) at++;
    const hertz = hertzAt(seconds, moments.slice(at, at + 2));
    phases[block + 1] = (phases[block] as number) + hertz * BLOCK_SECONDS;
  }
  return phases;
}

function hertzAt(
  seconds: number,
  [a, b]: readonly { readonly seconds: number; readonly hertz: number }[],
): number {
  if (a === undefined) throw new TypeError('no moment');
  if (b === undefined) return a.hertz;
  const share = clamp((seconds - a.seconds) / (b.seconds - a.seconds), 0, 1);
  return a.hertz + share * (b.hertz - a.hertz);
}

/** Blocks on either side over which the phase, and then the amplitude, is taken: 1.2 s and 2 s. */
const PHASE_REACH = 12;
const MEDIAN_REACH = 20;

/**
 * The part of a tone that stays for seconds: what notes of the same pitch add for less than two seconds, or what
 * turns against it because its frequency is another, is passed over by a running median.
 *
 * @param options.multiple of the phases: 3 for the third partial
 */
export function steadyPartOf(
  samples: Float32Array,
  { phases, multiple }: { readonly phases: Phases; readonly multiple: number },
): SteadyPart {
  const { real, imaginary } = demodulate(samples, { phases, multiple });
  const length = real.length;
  const turnReal = runningMean(real, PHASE_REACH);
  const turnImaginary = runningMean(imaginary, PHASE_REACH);
  const along = new Float64Array(length);
  const across = new Float64Array(length);
  for (let j = 0; j < length; j++) {
    const size = Math.hypot(turnReal[j] as number, turnImaginary[j] as number) || 1;
    turnReal[j] = (turnReal[j] as number) / size;
    turnImaginary[j] = (turnImaginary[j] as number) / size;
  }
  const steady = { real: new Float64Array(length), imaginary: new Float64Array(length) };
  for (let j = 0; j < length; j++) {
    // Each block is turned by its own smooth phase, so that a drift does not turn them against one another.
    along[j] =
      (real[j] as number) * (turnReal[j] as number) +
      (imaginary[j] as number) * (turnImaginary[j] as number);
    across[j] =
      (imaginary[j] as number) * (turnReal[j] as number) -
      (real[j] as number) * (turnImaginary[j] as number);
  }
  const residues: number[] = [];
  for (let j = 0; j < length; j++) {
    const a = medianAround(along, j);
    const b = medianAround(across, j);
    const c = turnReal[j] as number;
    const s = turnImaginary[j] as number;
    steady.real[j] = a * c - b * s;
    steady.imaginary[j] = a * s + b * c;
    residues.push(Math.hypot((along[j] as number) - a, (across[j] as number) - b));
  }
  return { ...steady, residue: length > 0 ? median(residues) : 0 };
}

/** Each block's complex amplitude, under a Hann window of two blocks. */
function demodulate(
  samples: Float32Array,
  { phases, multiple }: { readonly phases: Phases; readonly multiple: number },
): { readonly real: Float64Array; readonly imaginary: Float64Array } {
  const blocks = phases.length - 1;
  const real = new Float64Array(blocks);
  const imaginary = new Float64Array(blocks);
  const half = BLOCK_SAMPLES / 2;
  eachSample({ phases, multiple, sampleCount: samples.length }, (n, block, cosine, sine) => {
    const sample = samples[n] as number;
    const re = sample * cosine;
    const im = -sample * sine;
    const offset = n - block * BLOCK_SAMPLES;
    const weight = HANN[offset] as number;
    // The window of a block reaches to the middles of both its neighbours.
    const other = offset < half ? block - 1 : block + 1;
    real[block] = (real[block] as number) + weight * re;
    imaginary[block] = (imaginary[block] as number) + weight * im;
    if (other < 0 || other >= blocks) return;
    real[other] = (real[other] as number) + (1 - weight) * re;
    imaginary[other] = (imaginary[other] as number) + (1 - weight) * im;
  });
  const scale = 2 / BLOCK_SAMPLES;
  const edge = blocks - 1;
  const lastSamples = samples.length - edge * BLOCK_SAMPLES;
  for (let block = 0; block < blocks; block++) {
    // The first and the last block have a neighbour on one side only.
    const missing = (block === 0 ? EDGE_WEIGHT : 0) + (block === edge ? EDGE_WEIGHT : 0);
    const own = block === edge ? lastSamples / BLOCK_SAMPLES : 1;
    const share = Math.max(0.2, own - missing);
    real[block] = ((real[block] as number) * scale) / share;
    imaginary[block] = ((imaginary[block] as number) * scale) / share;
  }
  return { real, imaginary };
}

/** A Hann window two blocks long, centred on the block's middle: its weight at each sample of the block itself. */
const HANN = Float64Array.from(
  { length: BLOCK_SAMPLES },
  (_, n) => 0.5 + 0.5 * Math.cos((Math.PI * (n + 0.5 - BLOCK_SAMPLES / 2)) / BLOCK_SAMPLES),
);

/** What the window's part in one neighbouring block weighs: (1 − 2 ÷ π) ÷ 2. */
const EDGE_WEIGHT = (1 - 2 / Math.PI) / 2;

/** Takes the steady part of a tone out of the samples, in place. */
export function subtractSteadyPart(
  samples: Float32Array,
  { real, imaginary }: SteadyPart,
  { phases, multiple }: { readonly phases: Phases; readonly multiple: number },
): void {
  const half = BLOCK_SAMPLES / 2;
  const last = real.length - 1;
  eachSample({ phases, multiple, sampleCount: samples.length }, (n, block, cosine, sine) => {
    const offset = n + 0.5 - block * BLOCK_SAMPLES - half;
    const other = clamp(offset < 0 ? block - 1 : block + 1, 0, last);
    const share = Math.abs(offset) / BLOCK_SAMPLES;
    const re = (real[block] as number) * (1 - share) + (real[other] as number) * share;
    const im = (imaginary[block] as number) * (1 - share) + (imaginary[other] as number) * share;
    samples[n] = (samples[n] as number) - (re * cosine - im * sine);
  });
}

/** Calls with each sample's place, its block, and the cosine and sine of the tone's phase. */
function eachSample(
  {
    phases,
    multiple,
    sampleCount,
  }: { readonly phases: Phases; readonly multiple: number; readonly sampleCount: number },
  call: (n: number, block: number, cosine: number, sine: number) => void,
): void {
  for (let block = 0; block + 1 < phases.length; block++) {
    const start = 2 * Math.PI * (((phases[block] as number) * multiple) % 1);
    const turns = ((phases[block + 1] as number) - (phases[block] as number)) * multiple;
    const step = (2 * Math.PI * turns) / BLOCK_SAMPLES;
    const stepCosine = Math.cos(step);
    const stepSine = Math.sin(step);
    let cosine = Math.cos(start);
    let sine = Math.sin(start);
    const end = Math.min(sampleCount, (block + 1) * BLOCK_SAMPLES);
    for (let n = block * BLOCK_SAMPLES; n < end; n++) {
      call(n, block, cosine, sine);
      const next = cosine * stepCosine - sine * stepSine;
      sine = cosine * stepSine + sine * stepCosine;
      cosine = next;
    }
  }
}

function runningMean(values: Float64Array, reach: number): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (const [j, value] of values.entries()) sums[j + 1] = (sums[j] as number) + value;
  return values.map((_, j) => {
    const first = Math.max(0, j - reach);
    const end = Math.min(values.length, j + reach + 1);
    return ((sums[end] as number) - (sums[first] as number)) / (end - first);
  });
}

function medianAround(values: Float64Array, j: number): number {
  return median(values.subarray(Math.max(0, j - MEDIAN_REACH), j + MEDIAN_REACH + 1));
}
