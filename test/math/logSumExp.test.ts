import { describe, expect, it } from 'vitest';
import { logSumExp } from '../../src/math/logSumExp.js';

describe('logSumExp', () => {
  const logits = Float32Array.of(Math.log(1), Math.log(2), Math.log(4), Math.log(8));

  it.each([
    [undefined, undefined, 15],
    [1, undefined, 14],
    [0, 3, 7],
    [1, 2, 2],
  ])('of the logarithms of 1, 2, 4 and 8 from %s to %s is that of %d', (from, to, sum) => {
    expect(logSumExp(logits, from, to)).toBeCloseTo(Math.log(sum), 6);
  });

  it('is −∞ for none, and where all are', () => {
    expect(logSumExp(logits, 2, 2)).toBe(-Infinity);
    expect(logSumExp(Float32Array.of(-Infinity, -Infinity))).toBe(-Infinity);
  });

  it('neither overflows nor vanishes, however large or small the logits are', () => {
    expect(logSumExp(Float32Array.of(3e4, 3e4))).toBeCloseTo(3e4 + Math.log(2), 9);
    expect(logSumExp(Float32Array.of(-3e4, -3e4))).toBeCloseTo(-3e4 + Math.log(2), 9);
    expect(logSumExp(Float32Array.of(0, 0, -Infinity))).toBeCloseTo(Math.log(2), 12);
  });
});
