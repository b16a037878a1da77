import { describe, expect, it } from 'vitest';
import type { BatchStatus } from '../../../src/batch/queue/watchBatches.js';
import { batchRate, idleText } from '../../../src/cli/batches/batchRate.js';

const NOW = 1_000_000_000;
const status = (more: Partial<BatchStatus> = {}): BatchStatus => ({
  ...{ batch: 'b', unit: 'photo', total: 100, done: 25, unanswered: 0, failed: 1 },
  ...{ isEnded: false, workers: 2, jobsUnderWay: 2, before: 20 },
  ...{ handedOutAt: NOW - 60_000, lastAt: NOW - 9000 },
  ...more,
});
const rate = (more: Partial<BatchStatus>, moved = 0) =>
  batchRate(status(more), { moved, seconds: 3, now: NOW });

describe('the rate of a batch', () => {
  it('is what the looks saw', () => {
    expect(rate({}, 6)).toBe(2);
  });

  it('is the mean since it was handed out where a photo takes longer than the look', () => {
    expect(rate({})).toBe(0.1);
  });

  it.each<[string, Partial<BatchStatus>, string]>([
    ['no worker', { workers: 0 }, 'nothing moves'],
    [
      'a minute without a result',
      { lastAt: NOW - 61_000, handedOutAt: NOW - 90_000 },
      'nothing moves',
    ],
    [
      'a minute without a first result',
      { done: 20, failed: 0, lastAt: undefined, handedOutAt: NOW - 61_000 },
      'nothing moves',
    ],
    [
      'no result within the first minute',
      { done: 20, failed: 0, lastAt: undefined, handedOutAt: NOW - 30_000 },
      'no result yet',
    ],
    [
      'a training of two minutes',
      { unit: 'object', done: 20, failed: 0, lastAt: undefined, handedOutAt: NOW - 120_000 },
      'no result yet',
    ],
  ])('is 0 with %s', (_, more, text) => {
    expect(rate(more)).toBe(0);
    expect(idleText(status(more), NOW)).toBe(text);
  });

  it('is 0 once the batch has ended', () => {
    expect(rate({ isEnded: true }, 6)).toBe(0);
  });
});
