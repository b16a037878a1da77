import { mean } from '../math/mean.js';
import { RENDER_RATE_HZ, type StereoBlock } from './stereoBlock.js';

/** How loud stereo sound is as a whole, gathered block by block. */
export interface LoudnessMeter {
  readonly add: (block: StereoBlock) => void;
  /** Integrated loudness in LUFS of what was added, each sample times the gain; −∞ for silence or less than 0.4 s. */
  readonly integratedLufs: (gain?: number) => number;
  /** Momentary loudness in LUFS of each window of 400 ms, 100 ms apart, −∞ where it is silent; ungated. */
  readonly momentaryLufs: () => number[];
  /** K-weighted energy of both channels together in each 100 ms: a full-scale sine of 1 kHz in both is about 1. */
  readonly stepEnergies: () => readonly number[];
}

/** Windows of 400 ms that overlap by three quarters are four of these steps. */
const STEP_FRAMES = RENDER_RATE_HZ / 10;
const STEPS_IN_WINDOW = 4;

/** So many LUFS has a mean square of 1 after the filters. */
const OFFSET_LUFS = -0.691;

const ABSOLUTE_GATE_LUFS = -70;
const RELATIVE_GATE_LU = -10;

/**
 * A meter of integrated loudness at 44.1 kHz.
 *
 * Source: ITU-R BS.1770-4 (filters, windows, both gates) and EBU R 128, which takes it over.
 */
export function createLoudnessMeter(): LoudnessMeter {
  const filters = [weighting(), weighting()] as const;
  const stepEnergies: number[] = [];
  let energy = 0;
  let frames = 0;
  return {
    add({ left, right }) {
      const [weighLeft, weighRight] = filters;
      for (let index = 0; index < left.length; index++) {
        energy += weighLeft(left[index] as number) ** 2 + weighRight(right[index] as number) ** 2;
        frames++;
        if (frames < STEP_FRAMES) continue;
        stepEnergies.push(energy / STEP_FRAMES);
        energy = 0;
        frames = 0;
      }
    },
    integratedLufs: (gain = 1) => gatedLufs(windowEnergies(stepEnergies, gain ** 2)),
    stepEnergies: () => stepEnergies,
    momentaryLufs: () => windowEnergies(stepEnergies, 1).map(lufs),
  };
}

/** The mean energy of both channels in each window. */
function windowEnergies(steps: readonly number[], factor: number): number[] {
  const count = Math.max(0, steps.length - STEPS_IN_WINDOW + 1);
  return Array.from({ length: count }, (_, start) => {
    const window = steps.slice(start, start + STEPS_IN_WINDOW);
    return (factor * sum(window)) / STEPS_IN_WINDOW;
  });
}

/** Windows of silence do not count, then those much softer than the rest neither. */
function gatedLufs(energies: readonly number[]): number {
  const audible = energies.filter((energy) => lufs(energy) > ABSOLUTE_GATE_LUFS);
  const gate = lufs(meanEnergy(audible)) + RELATIVE_GATE_LU;
  return lufs(meanEnergy(audible.filter((energy) => lufs(energy) > gate)));
}

function lufs(energy: number): number {
  return OFFSET_LUFS + 10 * Math.log10(energy);
}

/** 0 of nothing, which is silence. */
function meanEnergy(values: readonly number[]): number {
  return values.length === 0 ? 0 : mean(values);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

type Filter = (sample: number) => number;

/** The head's shelf and the low cut, whose analogue originals give the coefficients of the standard at 48 kHz. */
function weighting(): Filter {
  const shelf = highShelf({
    frequencyHz: 1681.974450955533,
    q: 0.7071752369554196,
    gainDb: 3.999843853973347,
  });
  const lowCut = highPass({ frequencyHz: 38.13547087602444, q: 0.5003270373238773 });
  return (sample) => lowCut(shelf(sample));
}

function highShelf(options: { frequencyHz: number; q: number; gainDb: number }): Filter {
  const { q } = options;
  const k = Math.tan((Math.PI * options.frequencyHz) / RENDER_RATE_HZ);
  const high = 10 ** (options.gainDb / 20);
  // The exponent with which the analogue original crosses from the low to the high gain.
  const band = high ** 0.4996667741545416;
  const scale = 1 + k / q + k * k;
  return biquad({
    b0: (high + (band * k) / q + k * k) / scale,
    b1: (2 * (k * k - high)) / scale,
    b2: (high - (band * k) / q + k * k) / scale,
    a1: (2 * (k * k - 1)) / scale,
    a2: (1 - k / q + k * k) / scale,
  });
}

function highPass({ frequencyHz, q }: { frequencyHz: number; q: number }): Filter {
  const k = Math.tan((Math.PI * frequencyHz) / RENDER_RATE_HZ);
  const scale = 1 + k / q + k * k;
  return biquad({
    b0: 1,
    b1: -2,
    b2: 1,
    a1: (2 * (k * k - 1)) / scale,
    a2: (1 - k / q + k * k) / scale,
  });
}

/** Direct form II, transposed. */
function biquad(c: { b0: number; b1: number; b2: number; a1: number; a2: number }): Filter {
  let first = 0;
  let second = 0;
  return (sample) => {
    const output = c.b0 * sample + first;
    first = c.b1 * sample - c.a1 * output + second;
    second = c.b2 * sample - c.a2 * output;
    return output;
  };
}
