import { describe, expect, it } from 'vitest';
import { createLoudnessMeter } from '../../src/audio/loudness.js';

const RATE_HZ = 44_100;

interface Tone {
  readonly seconds: number;
  readonly peakDb: number;
  readonly frequencyHz?: number;
  readonly channels?: 'both' | 'left';
}

/** The loudness of sines in a row, handed over in blocks of an odd length. */
function lufsOf(tones: readonly Tone[], gain?: number): number {
  const meter = createLoudnessMeter();
  for (const { seconds, peakDb, frequencyHz = 1000, channels = 'both' } of tones) {
    const sine = Float32Array.from(
      { length: seconds * RATE_HZ },
      (_, frame) => 10 ** (peakDb / 20) * Math.sin((2 * Math.PI * frequencyHz * frame) / RATE_HZ),
    );
    for (let start = 0; start < sine.length; start += 3331) {
      const left = sine.subarray(start, start + 3331);
      meter.add({ left, right: channels === 'both' ? left : new Float32Array(left.length) });
    }
  }
  return meter.integratedLufs(gain);
}

describe('integrated loudness', () => {
  // Annex 2 of ITU-R BS.1770-4: a full-scale sine of 997 Hz in one channel is −3.01.
  it('is −3.01 LUFS for the tone that the standard names', () => {
    const lufs = lufsOf([{ seconds: 5, peakDb: 0, frequencyHz: 997, channels: 'left' }]);
    expect(lufs).toBeCloseTo(-3.01, 2);
  });

  // Minimum requirements test signals of EBU Tech 3341, each within 0.1 LU.
  it.each<[string, readonly Tone[], number]>([
    ['1', [{ seconds: 20, peakDb: -23 }], -23],
    ['2', [{ seconds: 20, peakDb: -33 }], -33],
    ['3', [tone(10, -36), tone(60, -23), tone(10, -36)], -23],
    ['4', [tone(10, -72), tone(10, -36), tone(60, -23), tone(10, -36), tone(10, -72)], -23],
    ['5', [tone(20, -26), tone(20.1, -20), tone(20, -26)], -23],
  ])('passes case %s of EBU Tech 3341', (_, tones, expected) => {
    expect(Math.abs(lufsOf(tones) - expected)).toBeLessThan(0.1);
  });

  it('takes the gain into account, the gate for silence included', () => {
    const tones = [tone(10, -69), tone(10, -40)];
    // 20 dB louder, the soft half is no longer silence, but still below the relative gate.
    expect(Math.abs(lufsOf(tones, 10) + 20)).toBeLessThan(0.1);
    expect(lufsOf([tone(5, -80)])).toBe(-Infinity);
    expect(lufsOf([tone(5, -80)], 10)).toBeCloseTo(-60, 1);
  });

  it.each<[string, readonly Tone[]]>([
    ['silence', [tone(3, -Infinity)]],
    ['nothing', []],
    ['a third of a second', [tone(0.3, -6)]],
  ])('of %s is −∞', (_, tones) => {
    expect(lufsOf(tones)).toBe(-Infinity);
  });
});

function tone(seconds: number, peakDb: number): Tone {
  return { seconds, peakDb };
}

describe('momentary loudness', () => {
  it('is that of each 400 ms, a tenth of a second apart', () => {
    const meter = createLoudnessMeter();
    const sine = (seconds: number, peakDb: number) =>
      Float32Array.from(
        { length: seconds * RATE_HZ },
        (_, frame) => 10 ** (peakDb / 20) * Math.sin((2 * Math.PI * 1000 * frame) / RATE_HZ),
      );
    for (const left of [sine(1.3, -23), sine(0.9, -43)]) meter.add({ left, right: left });
    const lufs = meter.momentaryLufs();
    expect(lufs).toHaveLength(22 - 3);
    expect(Math.abs((lufs[5] as number) + 23)).toBeLessThan(0.1);
    expect(Math.abs((lufs.at(-1) as number) + 43)).toBeLessThan(0.1);
    expect(meter.stepEnergies()).toHaveLength(22);
  });
});
