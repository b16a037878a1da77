import { describe, expect, it } from 'vitest';
import { openSummedMap } from '../../../src/vision/taught/summedMap.js';

describe('openSummedMap', () => {
  // Rows 1 2 / 3 4, and beside each number its square.
  const map = Float32Array.from([1, 1, 2, 4, 3, 9, 4, 16]);
  const { addMean } = openSummedMap(map, { side: 2, length: 2 });

  it.each([
    ['the whole', { left: 0, top: 0, right: 1, bottom: 1 }, [2.5, 7.5]],
    ['one cell', { left: 0.5, top: 0, right: 1, bottom: 0.5 }, [2, 4]],
    ['part of a cell', { left: 0.1, top: 0.6, right: 0.3, bottom: 0.9 }, [3, 9]],
    ['parts of two cells', { left: 0.25, top: 0, right: 0.625, bottom: 0.5 }, [4 / 3, 2]],
    ['what lies inside of a box beyond it', { left: -1, top: 0.5, right: 0.5, bottom: 3 }, [3, 9]],
    ['nothing of a box outside', { left: 1.5, top: 0, right: 2, bottom: 1 }, [0, 0]],
  ])('gives the mean of %s', (_, box, expected) => {
    const mean = new Float32Array(2);
    addMean(box, mean);
    for (const [i, value] of expected.entries()) expect(mean[i]).toBeCloseTo(value, 6);
  });

  it('gives the same in memory that another map has used', () => {
    const used = new Float64Array(3 * 3 * 2).fill(7);
    const again = openSummedMap(map, { side: 2, length: 2, sums: used });
    const mean = new Float32Array(2);
    again.addMean({ left: 0.25, top: 0, right: 0.625, bottom: 0.5 }, mean);
    for (const [i, value] of [4 / 3, 2].entries()) expect(mean[i]).toBeCloseTo(value, 6);
  });
});
