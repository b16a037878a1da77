import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { limitConcurrency } from '../../src/workers/limitConcurrency.js';

it('runs so many at a time, in the order in which they came, and goes on after one that fails', async () => {
  const limited = limitConcurrency(3);
  const begun: number[] = [];
  let underWay = 0;
  let most = 0;
  const work = async (i: number) => {
    begun.push(i);
    underWay += 1;
    most = Math.max(most, underWay);
    for (let turns = i % 3; turns >= 0; turns--) await setImmediate();
    underWay -= 1;
    if (i % 100 === 7) throw new Error(`${i}`);
    return i;
  };
  const numbers = Array.from({ length: 3000 }, (_, i) => i);
  const ended = await Promise.allSettled(numbers.map((i) => limited(() => work(i))));
  expect(most).toBe(3);
  expect(begun).toEqual(numbers);
  expect(ended.filter(({ status }) => status === 'rejected')).toHaveLength(30);
  expect(ended[2999]).toEqual({ status: 'fulfilled', value: 2999 });
});
