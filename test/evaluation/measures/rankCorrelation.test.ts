import { describe, expect, it } from 'vitest';
import { rankCorrelation } from '../../../src/evaluation/measures/rankCorrelation.js';

describe('the rank correlation', () => {
  it.each([
    ['rising together', [1, 5, 9], [2, 3, 100], 1],
    ['falling', [1, 5, 9], [7, 3, -1], -1],
    // scipy.stats.spearmanr([1, 2, 3, 4, 5], [5, 6, 7, 8, 7]) gives 0.8207826816681233.
    ['with ties', [1, 2, 3, 4, 5], [5, 6, 7, 8, 7], 0.8207826816681233],
    ['without variance', [1, 2, 3], [4, 4, 4], null],
    ['of nothing', [], [], null],
  ])('of values %s', (_, a, b, expected) => {
    const correlation = rankCorrelation(a, b);
    if (expected === null) expect(correlation).toBeNull();
    else expect(correlation).toBeCloseTo(expected, 12);
  });
});
