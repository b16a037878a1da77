import { describe, expect, it } from 'vitest';
import { fairShares } from '../../../src/composition/density/fairShares.js';

describe('fairShares', () => {
  it.each([
    ['all wishes fit', 12, [3, 4], [0.9, 0.1], [3, 4]],
    ['what a modest one leaves goes to the other', 12, [4, 20], [0.5, 0.5], [4, 8]],
    ['the rest goes by share', 12, [20, 20], [0.3, 0.1], [8, 4]],
    ['the smallest has its least', 12, [20, 20, 20], [0.5, 0.5, 0.0001], [5, 5, 2]],
    [
      'there is less than the least for all',
      3,
      [9, 9, 0, 9, 9, 9, 9],
      Array(7).fill(0.1),
      [0.5, 0.5, 0, 0.5, 0.5, 0.5, 0.5],
    ],
    [
      'nothing is set aside for those without a wish',
      3,
      [9, 0, 9],
      [0.9, 0.05, 0.05],
      [1.5, 0, 1.5],
    ],
    [
      'all wish for one, and not all can have it',
      3,
      Array(6).fill(1),
      Array(6).fill(0.1),
      Array(6).fill(0.5),
    ],
    ['there are no wishes', 12, [0, 0], [0.2, 0.1], [0, 0]],
  ])('%s', (_, amount, wishes, shares, due) => {
    const given = fairShares(amount, { wishes, shares, least: 2 });
    expect(given).toHaveLength(due.length);
    for (const [i, expected] of due.entries()) expect(given[i]).toBeCloseTo(expected, 2);
  });
});
