import { expect, it } from 'vitest';
import {
  boxBetween,
  draggedBox,
  followPointer,
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

it('follows the pointer that was pressed, and no finger that comes beside it', () => {
  const target = Object.assign(new EventTarget(), { setPointerCapture: () => {} });
  const pointer = (type: string, x: number, pointerId = 1) =>
    Object.assign(new Event(type), {
      ...{ pointerId, isPrimary: pointerId === 1, clientX: x, clientY: 0 },
    }) as unknown as PointerEvent;
  const press = (x: number, pointerId?: number): PointerEvent => {
    const event = pointer('pointerdown', x, pointerId);
    return Object.defineProperty(event, 'currentTarget', { value: target });
  };
  const seen: unknown[] = [];
  const watch = {
    onMove: (by: object) => void seen.push(by),
    onEnd: (hasMoved: boolean) => void seen.push(hasMoved),
  };
  followPointer(press(100), watch);
  followPointer(press(400, 2), watch);
  target.dispatchEvent(pointer('pointermove', 410, 2));
  target.dispatchEvent(pointer('pointerup', 410, 2));
  target.dispatchEvent(pointer('pointermove', 102));
  target.dispatchEvent(pointer('pointermove', 107));
  target.dispatchEvent(pointer('pointerup', 107));
  target.dispatchEvent(pointer('pointermove', 300));
  expect(seen).toEqual([{ dx: 7, dy: 0 }, true]);
});
