import { describe, expect, it } from 'vitest';
import { judgeLeftOut, type NamedRecording, readRecording } from '../src/index.js';
import { takeBytes } from './collection/shelves.js';

function recording(name: string): NamedRecording {
  const { performance } = readRecording(takeBytes(name), name);
  return { name, sha256: '', performance };
}

const recordings = ['one.mid', 'two.mid', 'three.mid'].map(recording);
const options = { object: 'kettle', kind: 'seed', backend: 'wasm' } as const;

describe('judgeLeftOut', () => {
  it('says what comes back of a recording, chosen by the seed', async () => {
    const found = await judgeLeftOut(recordings, options);
    expect(found).toEqual({
      right: { chord: expect.any(Number) },
      chance: { chord: expect.any(Number) },
    });
    expect(await judgeLeftOut(recordings, options)).toEqual(found);
    const epochs: number[] = [];
    await judgeLeftOut(recordings, {
      ...options,
      seed: 9,
      onProgress: ({ epoch }) => epochs.push(epoch),
    });
    expect(epochs).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('has nothing to hold a single recording against', async () => {
    expect(await judgeLeftOut(recordings.slice(0, 1), options)).toBeNull();
  });

  it('stops when it is asked to', async () => {
    const signal = AbortSignal.abort();
    await expect(judgeLeftOut(recordings, { ...options, signal })).rejects.toMatchObject({
      code: 'aborted',
    });
  });
});
