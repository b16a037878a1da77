import { describe, expect, it } from 'vitest';
import { wavFrames, wavHeader } from '../../src/audio/writeWav.js';

describe('wavHeader', () => {
  it('says 24 bits, stereo, 44.1 kHz, and how long it is', () => {
    const view = new DataView(wavHeader(1001).buffer);
    const letters = (at: number) =>
      String.fromCharCode(...new Uint8Array(view.buffer, at, 4)).trimEnd();
    expect([0, 8, 12, 36, 44, 70].map(letters)).toEqual([
      'RIFF',
      'WAVE',
      'fmt',
      'LIST',
      'INFO',
      'data',
    ]);
    expect(view.getUint32(4, true)).toBe(70 + 6006);
    expect([20, 22, 32, 34].map((at) => view.getUint16(at, true))).toEqual([1, 2, 6, 24]);
    expect([24, 28, 74].map((at) => view.getUint32(at, true))).toEqual([44_100, 264_600, 6006]);
  });
});

describe('wavFrames', () => {
  it('interleaves, multiplies, rounds, and cuts off at full scale', () => {
    const bytes = wavFrames(
      { left: Float32Array.of(0.25, -0.25, 0), right: Float32Array.of(0.75, -0.75, 3e-8) },
      2,
    );
    const values = Array.from({ length: 6 }, (_, index) =>
      Buffer.from(bytes).readIntLE(3 * index, 3),
    );
    // A half of 8,388,607 is rounded up.
    expect(values).toEqual([4_194_304, 8_388_607, -4_194_303, -8_388_607, 0, 1]);
  });
});
