import { describe, expect, it } from 'vitest';
import {
  boxByKey,
  boxInPlaceOf,
  readingOrder,
  stackingOrder,
} from '../../../../src/studio/page/views/photo/boxOrder.js';

const placed = (id: string, x: number, y: number, width = 20, height = 20) => ({
  id,
  box: { x, y, width, height },
});

/** Two rows of three that do not stand quite straight, and a table under the second. */
const BOXES = [
  placed('f', 91, 57),
  placed('b', 40, 13),
  placed('table', 5, 80, 100, 60),
  placed('a', 3, 10),
  placed('e', 47, 61),
  placed('c', 80, 8),
  placed('d', 2, 59),
];
const ids = (boxes: readonly { readonly id: string }[]) => boxes.map(({ id }) => id);

it('reads boxes row by row, each row from left to right', () => {
  expect(ids(readingOrder(BOXES))).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'table']);
  expect(readingOrder([])).toEqual([]);
});

it('lays small boxes on large ones', () => {
  expect(ids(stackingOrder(BOXES))[0]).toBe('table');
});

describe('the box that a key leads to', () => {
  it.each([
    ['ArrowRight', 'a', 'b'],
    ['ArrowRight', 'c', 'd'],
    ['ArrowRight', 'table', undefined],
    ['ArrowLeft', 'd', 'c'],
    ['ArrowLeft', 'a', undefined],
    ['ArrowDown', 'b', 'e'],
    ['ArrowDown', 'c', 'f'],
    ['ArrowDown', 'd', 'table'],
    ['ArrowDown', 'table', undefined],
    ['ArrowUp', 'f', 'c'],
    ['ArrowUp', 'table', 'e'],
    ['Home', 'e', 'a'],
    ['End', 'b', 'table'],
    ['x', 'a', undefined],
    ['ArrowRight', 'gone', undefined],
  ])('%s from %s is %s', (key, id, next) => {
    expect(boxByKey(key, { id, boxes: BOXES })?.id).toBe(next);
  });

  it('is each of them in turn, however they lie', () => {
    const scattered = Array.from({ length: 40 }, (_, i) =>
      placed(`${i}`, (i * 37) % 101, (i * 53) % 97, 5 + ((i * 7) % 60), 5 + ((i * 11) % 50)),
    );
    const reached: string[] = [];
    let at = boxByKey('Home', { id: '', boxes: scattered });
    while (at !== undefined) {
      reached.push(at.id);
      at = boxByKey('ArrowRight', { id: at.id, boxes: scattered });
    }
    expect(reached.length).toBe(40);
    expect(new Set(reached).size).toBe(40);
  });

  it('is the next one where a box is taken away, or else the one before', () => {
    expect(boxInPlaceOf('a', BOXES)?.id).toBe('b');
    expect(boxInPlaceOf('table', BOXES)?.id).toBe('f');
    expect(boxInPlaceOf('a', [placed('a', 0, 0)])).toBeUndefined();
  });
});
