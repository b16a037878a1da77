import { describe, expect, it } from 'vitest';
import { mixLatents } from '../../../src/composition/playing/startLatents.js';

describe('mixLatents', () => {
  it.each([
    [1, [3, -4]],
    [0, [1, 2]],
    [0.6, [0.6 * 3 + 0.8 * 1, 0.6 * -4 + 0.8 * 2]],
  ])('keeps a share of %d', (share, mixed) => {
    for (const [i, value] of mixLatents([3, -4], [1, 2], share).entries()) {
      expect(value).toBeCloseTo(mixed[i] as number, 12);
    }
  });
});
