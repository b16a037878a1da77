import { describe, expect, it } from 'vitest';
import { silenceRemains } from '../../../src/transcription/hum/silenceRemains.js';
import { BLOCK_SAMPLES } from '../../../src/transcription/hum/steadyPart.js';

/** Blocks of 0.1 s, each at one level. */
const blocks = (...levels: number[]) =>
  Float32Array.from(
    { length: levels.length * BLOCK_SAMPLES },
    (_, n) => levels[Math.floor(n / BLOCK_SAMPLES)] as number,
  );

const middleOf = (samples: Float32Array, block: number) =>
  samples[Math.floor((block + 0.5) * BLOCK_SAMPLES)] as number;

describe('what subtraction leaves', () => {
  it('is silent where it lies more than 40 dB below what was subtracted', () => {
    const clean = blocks(0.004, 0.004, 0.004);
    silenceRemains(clean, blocks(0.504, 0.504, 0.504));
    expect(clean.every((sample) => sample === 0)).toBe(true);
  });

  it('stays where it is louder', () => {
    const clean = blocks(0.006, 0.006, 0.006);
    silenceRemains(clean, blocks(0.506, 0.506, 0.506));
    expect(clean).toEqual(blocks(0.006, 0.006, 0.006));
  });

  it('fades out beside music, which stays whole', () => {
    const clean = blocks(0.004, 0.2, 0.004);
    silenceRemains(clean, blocks(0.504, 0.7, 0.504));
    expect(middleOf(clean, 0)).toBe(0);
    expect(middleOf(clean, 2)).toBe(0);
    const kept = clean.subarray(BLOCK_SAMPLES, 2 * BLOCK_SAMPLES);
    expect(kept.every((sample) => sample === kept[0] && sample > 0.19)).toBe(true);
    const fade = clean.subarray(2 * BLOCK_SAMPLES, 2.5 * BLOCK_SAMPLES);
    expect(fade[0]).toBeGreaterThan(0.0039);
    expect(fade.every((sample, n) => n === 0 || sample <= (fade[n - 1] as number))).toBe(true);
  });
});
