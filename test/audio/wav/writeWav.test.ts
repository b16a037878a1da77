import { describe, expect, it } from 'vitest';
import { createByteReader } from '../../../src/audio/byteReader.js';
import { readWavHeader } from '../../../src/audio/wav/wavHeader.js';
import { wavFrames, wavHeader, wavHeaderBytes } from '../../../src/audio/wav/writeWav.js';
import { streamOf } from '../fixtures.js';

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

describe('wavHeader of a long file', () => {
  // 70 bytes come after the first size, and 6 to a frame.
  const mostShort = Math.floor((2 ** 32 - 2 - 70) / 6);

  it.each([
    [mostShort, 'RIFF', 78],
    [mostShort + 1, 'RF64', 114],
    // 4 GB of samples, and a day and a night.
    [800_000_000, 'RF64', 114],
    [3_810_240_000, 'RF64', 114],
  ])('of %i frames is %s', async (frames, id, bytes) => {
    const header = wavHeader(frames);
    expect(header).toHaveLength(bytes);
    expect(wavHeaderBytes(frames)).toBe(bytes);
    expect(Buffer.from(header.subarray(0, 4)).toString('latin1')).toBe(id);
    const reader = createByteReader(streamOf(header));
    expect(await readWavHeader(reader, 'long.wav')).toMatchObject({
      channels: 2,
      bytesPerSample: 3,
      dataBytes: id === 'RIFF' ? undefined : 6 * frames,
      fileDataBytes: 6 * frames,
    });
    expect(await reader.take(1)).toHaveLength(0);
  });

  it('has its sizes where EBU Tech 3306 puts them', () => {
    const view = new DataView(wavHeader(800_000_000).buffer);
    expect([4, 110].map((at) => view.getUint32(at, true))).toEqual([0xffffffff, 0xffffffff]);
    expect([20, 28, 36].map((at) => Number(view.getBigUint64(at, true)))).toEqual([
      4_800_000_106, 4_800_000_000, 800_000_000,
    ]);
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
