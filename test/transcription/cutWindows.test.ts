import { describe, expect, it, vi } from 'vitest';
import { cutWindows, type Window } from '../../src/transcription/cutWindows.js';
import { WINDOW_SAMPLES } from '../../src/transcription/windows.js';

const STEP = 142 * 256;
const LENGTH = 100_123;

/** Sample n is n + 1, so that each says where it comes from and none is 0. */
async function* countingChunks(chunkLength: number, length = LENGTH): AsyncGenerator<Float32Array> {
  const samples = Float32Array.from({ length }, (_, n) => n + 1);
  for (let at = 0; at < length; at += chunkLength) yield samples.subarray(at, at + chunkLength);
}

async function windowsOf(
  chunks: AsyncIterable<Float32Array>,
  options: { fromWindow: number; signal?: AbortSignal } = { fromWindow: 0 },
): Promise<Window[]> {
  const windows: Window[] = [];
  for await (const window of cutWindows(chunks, options)) windows.push(window);
  return windows;
}

describe('cutWindows', () => {
  it('lays a window every 142 hops, the first 15 hops before the recording', async () => {
    const windows = await windowsOf(countingChunks(7_777));
    expect(windows.map(({ index }) => index)).toEqual([0, 1, 2]);
    for (const { index, samples } of windows) {
      expect(samples).toHaveLength(WINDOW_SAMPLES);
      const first = index * STEP - 15 * 256;
      for (const offset of [0, 3_839, 3_840, 20_000, 27_000, WINDOW_SAMPLES - 1]) {
        const n = first + offset;
        expect(samples[offset], `window ${index}, sample ${n}`).toBe(
          n < 0 || n >= LENGTH ? 0 : n + 1,
        );
      }
    }
  });

  it.each([1_000, 36_352, 43_844, 1_000_000])(
    'gives the same windows for chunks of %i samples',
    async (length) => {
      const samples = (await windowsOf(countingChunks(length))).map((window) => window.samples);
      expect(samples).toEqual((await windowsOf(countingChunks(7_777))).map((w) => w.samples));
    },
  );

  it('copies the end of a long chunk once, however many windows lie in it', async () => {
    const slice = vi.spyOn(Float32Array.prototype, 'slice');
    try {
      const windows = await windowsOf(countingChunks(2_000_000, 2_000_000));
      expect(windows).toHaveLength(56);
      const copied = slice.mock.results.reduce((sum, { value }) => sum + value.length, 0);
      expect(copied).toBeLessThan(WINDOW_SAMPLES);
    } finally {
      slice.mockRestore();
    }
  });

  it('gives the same windows when the earlier ones are passed over', async () => {
    const all = await windowsOf(countingChunks(5_000));
    expect(await windowsOf(countingChunks(5_000), { fromWindow: 2 })).toEqual(all.slice(2));
  });

  it.each([
    [0, 0],
    [1, 1],
    [STEP, 1],
    [STEP + 1, 2],
  ])(
    'cuts %i samples into %i windows and says at the last how many there were',
    async (n, count) => {
      const windows = await windowsOf(countingChunks(10_000, n));
      expect(windows).toHaveLength(count);
      if (count > 0) expect(windows.at(-1)?.knownSamples).toBe(n);
    },
  );

  it('stops when told to', async () => {
    const signal = AbortSignal.abort();
    await expect(windowsOf(countingChunks(1_000), { fromWindow: 0, signal })).rejects.toMatchObject(
      {
        code: 'aborted',
      },
    );
  });
});
