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

  it('is solved by its lower triangle, for several right sides', () => {
    // [[4, 2, 1], [2, 5, 3], [1, 3, 6]] · [1, −2, 3] = [3, 1, 13]
    const factor = choleskyFactor(Float64Array.of(4, 99, 99, 2, 5, 99, 1, 3, 6));
    const rights = [
      [3, 1, 13],
      [9, 6, -1],
    ];
    const rounded = rights.map((right) =>
      [...solveFactored(factor, right)].map((value) => Math.round(value * 1e9) / 1e9),
    );
    expect(rounded).toEqual([
      [1, -2, 3],
      [2, 1, -1],
    ]);
  });

  it('is refused where it is not positive definite, unless its pivots are raised', () => {
    const matrix = Float64Array.of(1, 0, 2, 1);
    expect(() => choleskyFactor(matrix)).toThrow(RangeError);
    expect(choleskyFactor(matrix, 1e-12)).toEqual(Float64Array.of(1, 0, 2, 1e-6));
  });
});
