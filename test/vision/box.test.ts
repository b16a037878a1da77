import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/math/random.js';
import {
  areaOf,
  type Box,
  centreOf,
  clipBox,
  intersectionOverUnion,
  sharedArea,
  shareInside,
  unionArea,
} from '../../src/vision/box.js';

function box(x: number, y: number, width: number, height: number): Box {
  return { x, y, width, height };
}

describe('two boxes', () => {
  it.each([
    ['apart', box(0, 0, 3, 3), box(7, 5, 2, 2), 0, 0, 0],
    ['one below the other', box(0, 0, 3, 3), box(1, 7, 3, 3), 0, 0, 0],
    ['one beside the other', box(0, 0, 3, 3), box(7, 1, 3, 3), 0, 0, 0],
    [
      'overlapping by half a pixel',
      box(0, 0, 3, 4),
      box(2.5, 3.5, 3, 4),
      0.25,
      0.25 / 23.75,
      1 / 48,
    ],
    ['touching', box(0, 0, 3, 3), box(3, 0, 3, 3), 0, 0, 0],
    ['the same', box(2, 5, 3, 7), box(2, 5, 3, 7), 21, 1, 1],
    ['crossing', box(0, 0, 4, 3), box(2, 1, 6, 5), 4, 4 / 38, 1 / 3],
    ['one in the other', box(3, 3, 2, 5), box(1, 1, 9, 11), 10, 10 / 99, 1],
    ['one without area', box(3, 3, 0, 5), box(1, 1, 9, 11), 0, 0, 0],
    ['two without area', box(3, 3, 0, 5), box(3, 3, 0, 5), 0, 0, 0],
  ])('%s share what they share', (_, a, b, shared, overlap, inside) => {
    expect(sharedArea(a, b)).toBe(shared);
    expect(sharedArea(b, a)).toBe(shared);
    expect(intersectionOverUnion(a, b)).toBeCloseTo(overlap, 12);
    expect(intersectionOverUnion(b, a)).toBeCloseTo(overlap, 12);
    expect(shareInside(a, b)).toBeCloseTo(inside, 12);
  });
});

describe('centreOf', () => {
  it('lies in the middle, between two pixels as well', () => {
    expect(centreOf(box(3, -2, 5, 8))).toEqual({ x: 5.5, y: 2 });
  });
});

describe('clipBox', () => {
  const frame = box(10, 20, 100, 50);
  it.each([
    ['leaves a box inside', box(11, 21, 5, 6), box(11, 21, 5, 6)],
    ['cuts at the top left', box(4, 13, 9, 11), box(10, 20, 3, 4)],
    ['cuts at the bottom right', box(103, 66, 30, 40), box(103, 66, 7, 4)],
    ['cuts all around', box(-5, -5, 500, 500), frame],
  ])('%s', (_, given, expected) => {
    expect(clipBox(given, frame)).toEqual(expected);
  });

  it('leaves no area where the boxes do not meet', () => {
    expect(areaOf(clipBox(box(200, 30, 5, 5), frame))).toBe(0);
    expect(areaOf(clipBox(box(-9, 30, 5, 5), frame))).toBe(0);
  });
});

describe('unionArea', () => {
  it.each([
    ['nothing', [], 0],
    ['one box', [box(3, 4, 5, 6)], 30],
    ['two apart', [box(0, 0, 2, 3), box(5, 5, 3, 4)], 18],
    ['the same twice', [box(1, 1, 7, 3), box(1, 1, 7, 3)], 21],
    ['a cross', [box(2, 0, 3, 9), box(0, 3, 9, 2)], 27 + 18 - 6],
    ['boxes in a box', [box(0, 0, 10, 10), box(1, 1, 3, 3), box(5, 5, 3, 3)], 100],
    ['two columns that share an edge', [box(0, 0, 3, 5), box(3, 2, 4, 5)], 35],
  ])('counts shared ground once: %s', (_, boxes, expected) => {
    expect(unionArea(boxes)).toBe(expected);
  });

  it('agrees with counting squares', () => {
    const random = seededRandom('squares');
    const whole = (limit: number) => Math.floor(random() * limit);
    for (let round = 0; round < 50; round++) {
      const boxes = Array.from({ length: 1 + whole(9) }, () =>
        box(whole(20), whole(20), whole(12), whole(12)),
      );
      const squares = new Set<number>();
      for (const { x, y, width, height } of boxes) {
        for (let i = 0; i < width * height; i++) {
          squares.add((y + Math.floor(i / width)) * 100 + x + (i % width));
        }
      }
      expect(unionArea(boxes)).toBe(squares.size);
    }
  });
});
