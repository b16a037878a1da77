import { expect, it } from 'vitest';
import {
  boxBetween,
  draggedBox,
  type Grip,
} from '../../../../src/studio/page/views/photo/dragBox.js';

const box = { x: 10, y: 20, width: 30, height: 40 };

it.each<[Grip, number, number, object]>([
  ['whole', 5, -7, { x: 15, y: 13, width: 30, height: 40 }],
  ['se', 5, -7, { x: 10, y: 20, width: 35, height: 33 }],
  ['nw', 5, -7, { x: 15, y: 13, width: 25, height: 47 }],
  ['ne', 5, -7, { x: 10, y: 13, width: 35, height: 47 }],
  ['sw', 5, -7, { x: 15, y: 20, width: 25, height: 33 }],
  ['se', -99, -99, { x: 10, y: 20, width: 1, height: 1 }],
  ['nw', 99, 99, { x: 39, y: 59, width: 1, height: 1 }],
])('a box dragged by %s, %i across and %i down', (grip, dx, dy, dragged) => {
  expect(draggedBox(box, grip, { dx, dy })).toEqual(dragged);
});

it('a box between two corners, in whatever order', () => {
  expect(boxBetween({ x: 9, y: 1 }, { x: 2, y: 5 })).toEqual({ x: 2, y: 1, width: 7, height: 4 });
});
