import { describe, expect, it } from 'vitest';
import { resample } from '../../src/audio/resample.js';
import { joined } from './fixtures.js';

const TO_HZ = 22_050;

function tone(hz: number, { rate, seconds = 1 }: { rate: number; seconds?: number }): Float32Array {
  return Float32Array.from({ length: Math.round(rate * seconds) }, (_, i) =>
    Math.sin((2 * Math.PI * hz * i) / rate),
  );
}

async function resampled(
  samples: Float32Array,
  { rate, pieces = [1e9] }: { rate: number; pieces?: readonly number[] },
): Promise<Float32Array> {
  async function* blocks() {
    for (let at = 0, n = 0; at < samples.length; n++) {
      const length = pieces[n % pieces.length] as number;
      yield { sampleRateHz: rate, samples: samples.slice(at, at + length) };
      at += length;
    }
  }
  const parts: Float32Array[] = [];
  for await (const part of resample(blocks(), TO_HZ)) parts.push(part);
  return joined(parts);
}

/** Level of the middle, where the filter meets no edge, against a tone of full scale. */
function levelDb(samples: Float32Array): number {
  const middle = samples.subarray(samples.length * 0.2, samples.length * 0.8);
  const power = middle.reduce((sum, sample) => sum + sample * sample, 0) / middle.length;
  return 10 * Math.log10(power * 2);
}

const RATES = [8000, 11_025, 16_000, 32_000, 44_100, 44_101, 48_000, 88_200, 96_000, 192_000];

describe.each(RATES)('from %d Hz', (rate) => {
  it('a tone of 1 kHz keeps its level within 0.1 dB, its time within a thousandth of a sample, and its length', async () => {
    const out = await resampled(tone(1000, { rate }), { rate });
    expect(out.length).toBe(TO_HZ);
    expect(Math.abs(levelDb(out))).toBeLessThan(0.1);
    const ideal = tone(1000, { rate: TO_HZ });
    const worst = out.reduce((most, sample, i) => {
      const isEdge = i < TO_HZ * 0.2 || i > TO_HZ * 0.8;
      return isEdge ? most : Math.max(most, Math.abs(sample - (ideal[i] as number)));
    }, 0);
    // At its steepest, the tone moves by 0.285 from sample to sample.
    expect(worst).toBeLessThan(0.285 / 1000);
  });

  it('does not change a sample when it comes in other pieces', async () => {
    const samples = tone(441, { rate, seconds: 0.2 }).map((sample, i) => sample * ((i % 7) / 7));
    const whole = await resampled(samples, { rate });
    expect(await resampled(samples, { rate, pieces: [1, 2, 977, 30] })).toEqual(whole);
  });
});

describe('what would fold back', () => {
  it.each([
    [44_100, 11_100],
    [44_100, 13_000],
    [48_000, 11_100],
    [48_000, 21_050],
    [96_000, 30_000],
    [192_000, 11_100],
    [192_000, 90_000],
  ])('vanishes: at %d Hz a tone of %d Hz', async (rate, hz) => {
    expect(levelDb(await resampled(tone(hz, { rate, seconds: 0.5 }), { rate }))).toBeLessThan(-70);
  });

  it('leaves what does not: 9.5 kHz passes within 0.1 dB', async () => {
    for (const rate of [44_100, 48_000, 192_000]) {
      const out = await resampled(tone(9500, { rate, seconds: 0.5 }), { rate });
      expect(Math.abs(levelDb(out))).toBeLessThan(0.1);
    }
  });
});

describe('sound that is shorter than the filter', () => {
  it('gives as many samples as begin before it ends', async () => {
    expect(await resampled(new Float32Array(), { rate: 48_000 })).toHaveLength(0);
    expect(await resampled(new Float32Array([1]), { rate: 48_000 })).toHaveLength(1);
    expect(await resampled(new Float32Array(5), { rate: 48_000 })).toHaveLength(3);
    expect(await resampled(new Float32Array([0.5, 0.25]), { rate: TO_HZ })).toHaveLength(2);
  });
});
