import { describe, expect, it } from 'vitest';
import { choleskyFactor, solveFactored } from '../../src/math/cholesky.js';

describe('a factored system', () => {
  it('is solved', () => {
    const matrix = Float64Array.of(4, 2, -1, 2, 5, 0.5, -1, 0.5, 3);
    const x = [1.5, -2, 0.25];
    const right = [0, 1, 2].map((row) =>
      x.reduce((sum, value, column) => sum + (matrix[row * 3 + column] as number) * value, 0),
    );
    const solved = solveFactored(choleskyFactor(matrix), right);
    for (const [i, value] of x.entries()) expect(solved[i]).toBeCloseTo(value, 12);
  });
});
