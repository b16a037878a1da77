import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { mapConcurrent } from '../../src/workers/mapConcurrent.js';

const { signal } = new AbortController();

describe('several at once', () => {
  it.each([1, 2, 5])('does each once, in order, %i at a time', async (jobs) => {
    const begun: string[] = [];
    let underWay = 0;
    let most = 0;
    await mapConcurrent(['a', 'b', 'c', 'd'], {
      jobs,
      signal,
      work: async (item) => {
        begun.push(item);
        most = Math.max(most, ++underWay);
        await setTimeout(1);
        underWay--;
      },
    });
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
    expect(most).toBe(Math.min(jobs, 4));
  });

  it('waits for the others before it says that one failed', async () => {
    const ended: string[] = [];
    const work = async (item: string) => {
      if (item === 'a') throw new Error('broken');
      await setTimeout(2);
      ended.push(item);
    };
    await expect(mapConcurrent(['a', 'b'], { jobs: 2, signal, work })).rejects.toThrow('broken');
    expect(ended).toEqual(['b']);
  });

  it.each([1, 2, 4])('begins nothing more once an item failed, %i at a time', async (jobs) => {
    const begun: number[] = [];
    const work = async (item: number) => {
      begun.push(item);
      await setTimeout(1);
      if (item === 0) throw new Error('broken');
      await setTimeout(1);
    };
    const items = Array.from({ length: 50 }, (_, item) => item);
    await expect(mapConcurrent(items, { jobs, signal, work })).rejects.toThrow('broken');
    expect(begun).toEqual(items.slice(0, jobs));
  });

  it('begins nothing more once it is asked to stop', async () => {
    const begun: string[] = [];
    const abort = new AbortController();
    const work = async (item: string) => {
      begun.push(item);
      abort.abort();
    };
    const stopped = mapConcurrent(['a', 'b'], { jobs: 1, signal: abort.signal, work });
    await expect(stopped).rejects.toMatchObject({ code: 'aborted' });
    expect(begun).toEqual(['a']);
  });
});
