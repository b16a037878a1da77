import { WINDOW_FRAMES } from './windows.js';

/** Bins of the network's constant-Q spectrum: three a semitone upward from 27.5 Hz, over eight octaves and a bit. */
const SPECTRUM_BINS = 309;
const BINS_A_SEMITONE = 3;

/** Bins the network looks at: 88 semitones. */
const STACK_BINS = 264;

/** Pitches the network tells apart, from A0 upward. */
export const PITCH_COUNT = 88;
export const LOWEST_PITCH = 21;

/**
 * Where a note's partials stand above its own bin: half its frequency, itself, twice … seven times it, each
 * 36 × log2(n) bins away.
 */
const PARTIAL_BINS = [0.5, 1, 2, 3, 4, 5, 6, 7].map((n) =>
  Math.round(12 * BINS_A_SEMITONE * Math.log2(n)),
);

/** [172, 264, 8]: what `stackHarmonics` returns. */
export const STACK_SHAPE = [WINDOW_FRAMES, STACK_BINS, PARTIAL_BINS.length] as const;

/**
 * Lays a spectrum beside itself, moved so that the partials of every bin stand at the place of that bin.
 *
 * This is the middle of the graph, done here because its slices and pads take three times as long.
 * @param magnitudes [172, 309], linear
 * @returns [172, 264, 8]: decibels, scaled to 0–1 over the window, then as the trained normalisation has them
 */
export function stackHarmonics(
  magnitudes: Float32Array,
  { scale, offset }: { readonly scale: number; readonly offset: number },
): Float32Array {
  const loudness = toUnitDecibels(magnitudes).map((value) => value * scale + offset);
  const stack = new Float32Array(WINDOW_FRAMES * STACK_BINS * PARTIAL_BINS.length);
  for (const [partial, shift] of PARTIAL_BINS.entries()) {
    const first = Math.max(0, -shift);
    const last = Math.min(STACK_BINS, SPECTRUM_BINS - shift);
    for (let frame = 0; frame < WINDOW_FRAMES; frame++) {
      for (let bin = first; bin < last; bin++) {
        stack[(frame * STACK_BINS + bin) * PARTIAL_BINS.length + partial] = loudness[
          frame * SPECTRUM_BINS + bin + shift
        ] as number;
      }
    }
  }
  return stack;
}

/** The power that the graph adds before it takes the logarithm. */
const POWER_FLOOR = 1e-10;

function toUnitDecibels(magnitudes: Float32Array): Float32Array {
  const decibels = magnitudes.map((magnitude) => 10 * Math.log10(magnitude ** 2 + POWER_FLOOR));
  const least = decibels.reduce((a, b) => Math.min(a, b));
  const range = decibels.reduce((a, b) => Math.max(a, b)) - least;
  return range === 0 ? decibels.fill(0) : decibels.map((value) => (value - least) / range);
}

/**
 * How strong each pitch is in each frame.
 * @param magnitudes [frames, 309], linear
 * @returns [frames, 88]: the power of the three bins of a pitch
 */
export function pitchPowers(magnitudes: Float32Array): Float32Array {
  const powers = new Float32Array((magnitudes.length / SPECTRUM_BINS) * PITCH_COUNT);
  return powers.map((_, place) => {
    const frame = Math.floor(place / PITCH_COUNT);
    const centre = (place % PITCH_COUNT) * BINS_A_SEMITONE;
    let power = 0;
    for (let bin = Math.max(0, centre - 1); bin <= centre + 1; bin++) {
      power += (magnitudes[frame * SPECTRUM_BINS + bin] as number) ** 2;
    }
    return power;
  });
}
