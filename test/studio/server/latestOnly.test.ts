import { describe, expect, it } from 'vitest';
import { openLatestOnly } from '../../../src/studio/server/rooms/latestOnly.js';
import { openWorkQueue } from '../../../src/studio/server/rooms/workQueue.js';

const moment = () => new Promise((resolve) => setImmediate(resolve));

describe('work of which only the latest counts', () => {
  it('runs the first and the last of what comes at once, one after the other', async () => {
    const latestOnly = openLatestOnly();
    const begun: number[] = [];
    let under = 0;
    const work = (n: number) => async () => {
      expect(++under).toBe(1);
      begun.push(n);
      await moment();
      under--;
      return n;
    };
    const all = await Promise.allSettled([1, 2, 3, 4].map((n) => latestOnly(work(n))));
    expect(begun).toEqual([1, 4]);
    expect(
      all.map((each) => (each.status === 'fulfilled' ? each.value : each.reason.code)),
    ).toEqual([1, 'aborted', 'aborted', 4]);
  });

  it('goes on after work that failed', async () => {
    const latestOnly = openLatestOnly();
    const failing = latestOnly(async () => Promise.reject(new Error('no')));
    const next = latestOnly(async () => 'yes');
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('yes');
    expect(await latestOnly(async () => 'later')).toBe('later');
  });
});

describe('a queue of work', () => {
  it('runs one at a time in order, refuses more than it holds, and has room again', async () => {
    const queue = openWorkQueue(2);
    const order: number[] = [];
    const work = (n: number) => async () => {
      await moment();
      order.push(n);
    };
    const all = await Promise.allSettled([1, 2, 3].map((n) => queue(work(n))));
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    await queue(work(4));
    expect(order).toEqual([1, 2, 4]);
  });
});
