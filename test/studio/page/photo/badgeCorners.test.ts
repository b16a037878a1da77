import { expect, it } from 'vitest';
import { badgeCorners } from '../../../../src/studio/page/views/photo/badgeCorners.js';

const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });

it.each([
  ['far apart', [box(0, 0, 50, 50), box(60, 0, 40, 40)], ['nw', 'nw']],
  ['one within the corner of another', [box(0, 0, 90, 90), box(2, 2, 40, 40)], ['nw', 'ne']],
  [
    'three in one place',
    [box(0, 0, 90, 90), box(1, 1, 40, 40), box(2, 2, 41, 41)],
    ['nw', 'ne', 'sw'],
  ],
  [
    'no corner is free: all in one small place',
    Array(5).fill(box(0, 0, 3, 3)),
    Array(5).fill('nw'),
  ],
  ['side by side, just not overlapping', [box(0, 0, 6, 6), box(6, 0, 6, 6)], ['nw', 'nw']],
  ['side by side, just overlapping', [box(0, 0, 20, 20), box(5.9, 0, 20, 20)], ['nw', 'ne']],
])('puts numbers of boxes where they can be read: %s', (_, boxes, corners) => {
  expect(badgeCorners(boxes, 100)).toEqual(corners);
});
