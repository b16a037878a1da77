import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openPlaceDrag } from '../../../src/studio/page/views/pad/dragPlace.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function openDrag() {
  const done: unknown[] = [];
  const drag = openPlaceDrag({
    moveTo: (place) => void done.push(place),
    hear: () => void done.push('hear'),
    walk: () => void done.push('walk'),
    stop: () => void done.push('stop'),
  });
  return { done, drag };
}

it('hears where it is set down, and again where it has gone on far enough', () => {
  const { done, drag } = openDrag();
  drag.move([0.1, 0.1]);
  drag.down([0.5, 0.5]);
  drag.move([0.505, 0.5]);
  drag.move([0.55, 0.5]);
  drag.up();
  drag.move([0.9, 0.9]);
  vi.advanceTimersByTime(2000);
  expect(done).toEqual([[0.5, 0.5], 'hear', [0.55, 0.5], 'hear']);
});

it('walks where it rests, trembling or not, and stops where it is lifted', () => {
  const { done, drag } = openDrag();
  drag.down([0.5, 0.5]);
  vi.advanceTimersByTime(400);
  drag.move([0.503, 0.502]);
  vi.advanceTimersByTime(400);
  expect(done).toEqual([[0.5, 0.5], 'hear', 'walk']);
  drag.move([0.508, 0.5]);
  drag.up();
  expect(done.slice(3)).toEqual(['stop']);
});

it('ends the walk where it is dragged on, and walks again where it rests', () => {
  const { done, drag } = openDrag();
  drag.down([0.5, 0.5]);
  vi.advanceTimersByTime(800);
  drag.move([0.7, 0.5]);
  expect(done.slice(3)).toEqual([[0.7, 0.5], 'hear']);
  vi.advanceTimersByTime(800);
  expect(done.at(-1)).toBe('walk');
  drag.up();
  expect(done.at(-1)).toBe('stop');
});
