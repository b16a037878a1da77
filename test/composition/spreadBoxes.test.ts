import { describe, expect, it } from 'vitest';
import { nearestBox, spreadBoxes } from '../../src/composition/spreadBoxes.js';

const boxAt = (x: number, width: number, y = 0) => ({ x, y, width, height: 10 });

describe('the boxes of an object that lead its voices', () => {
  it.each([
    ['all where there are no more', [boxAt(0, 9), boxAt(20, 9)], 2, [0, 1]],
    ['all where there are fewer', [boxAt(0, 9)], 2, [0]],
    ['the largest', [boxAt(0, 9), boxAt(10, 8), boxAt(20, 7), boxAt(90, 6)], 2, [0, 1]],
    ['one in the middle', [0, 10, 20, 30, 40].map((x) => boxAt(x, 9)), 1, [2]],
    [
      'the largest, and of equal ones the farthest from it',
      [boxAt(0, 20), boxAt(20, 9), boxAt(90, 9)],
      2,
      [0, 2],
    ],
    ['one in each of two groups', [0, 10, 20, 200, 210, 220].map((x) => boxAt(x, 9)), 2, [1, 4]],
    ['as many as asked for of boxes on one spot', Array(4).fill(boxAt(0, 9)), 3, [0, 1, 2]],
  ])('are %s', (_, boxes, count, expected) => {
    expect(spreadBoxes(boxes, count)).toEqual(expected);
    // In a column as in a row.
    const turned = boxes.map(({ x, y, width, height }) => {
      return { x: y, y: x, width: height, height: width };
    });
    expect(spreadBoxes(turned, count)).toEqual(expected);
  });

  it('stand six apart in a row of thirty equal ones', () => {
    const row = Array.from({ length: 30 }, (_, i) => boxAt(i * 10, 9));
    const chosen = spreadBoxes(row, 5);
    const gaps = chosen.slice(1).map((index, i) => index - (chosen[i] as number));
    expect(chosen).toHaveLength(5);
    for (const gap of gaps) expect(Math.abs(gap - 6)).toBeLessThanOrEqual(1);
  });

  it('are chosen by centre, the first of several as near', () => {
    expect(nearestBox(boxAt(10, 10), [boxAt(0, 10), boxAt(20, 10), boxAt(40, 10)])).toBe(0);
    expect(nearestBox(boxAt(10, 10), [boxAt(30, 10), boxAt(0, 10, 5)])).toBe(1);
    const square = { x: 0, y: 0, width: 10, height: 10 };
    const wide = [{ ...square, x: -30, width: 70 }, boxAt(8, 10)];
    const tall = [{ ...square, y: -30, height: 70 }, boxAt(0, 10, 8)];
    expect([wide, tall].map((boxes) => nearestBox(square, boxes))).toEqual([0, 0]);
  });
});
