import { clamp } from '../math/clamp.js';
import type { StereoBlock } from './stereoBlock.js';

/** Left and right, each sample times the gain and cut off at full scale, −1 to 1. */
export function withGain(
  { left, right }: StereoBlock,
  gain: number,
): [left: Float32Array, right: Float32Array] {
  const scaled = (samples: Float32Array) => samples.map((sample) => clamp(sample * gain, -1, 1));
  return [scaled(left), scaled(right)];
}
