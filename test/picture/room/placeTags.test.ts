import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/math/random.js';
import { placeTags } from '../../../src/picture/room/placeTags.js';
import { type Box, clipBox, sharedArea } from '../../../src/vision/box.js';

const SIZES = [
  { width: 90, height: 20, penalty: 0 },
  { width: 20, height: 20, penalty: 1 },
];

function randomBoxes(seed: string, { count, frame }: { count: number; frame: Box }): Box[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const width = frame.width * (0.02 + 0.5 * random());
    const height = frame.height * (0.02 + 0.5 * random());
    const x = frame.x + (frame.width - width) * random();
    return { x, y: frame.y + (frame.height - height) * random(), width, height };
  });
}

describe('tags on a photo', () => {
  it.each([
    [1, { x: 60, y: 100, width: 880, height: 580 }],
    [12, { x: 60, y: 100, width: 880, height: 580 }],
    [60, { x: 60, y: 100, width: 880, height: 580 }],
    [15, { x: 60, y: 100, width: 880, height: 60 }],
    [15, { x: 440, y: 100, width: 120, height: 640 }],
  ])('%d of them lie neither on one another nor beyond %j', (count, frame) => {
    for (const seed of ['one', 'two', 'three', 'four']) {
      const boxes = randomBoxes(seed, { count, frame });
      const tags = placeTags(
        boxes.map((box) => ({ box, sizes: SIZES })),
        frame,
      );
      const places = tags.flatMap((tag) => (tag ? [tag.place] : []));
      expect(places).toHaveLength(count);
      for (const [i, place] of places.entries()) {
        const inside = clipBox(place, frame);
        expect(inside.width).toBeCloseTo(place.width, 6);
        expect(inside.height).toBeCloseTo(place.height, 6);
        for (const other of places.slice(i + 1)) expect(sharedArea(place, other)).toBe(0);
      }
    }
  });

  it('have their names where there is room, at their own box', () => {
    const frame = { x: 0, y: 0, width: 800, height: 600 };
    const boxes = [
      { x: 100, y: 100, width: 300, height: 300 },
      { x: 600, y: 300, width: 30, height: 30 },
    ];
    const [large, small] = placeTags(
      boxes.map((box) => ({ box, sizes: SIZES })),
      frame,
    );
    expect(large).toEqual({ place: { x: 103, y: 103, width: 90, height: 20 }, size: 0 });
    expect(small).toEqual({ place: { x: 600, y: 277, width: 90, height: 20 }, size: 0 });
  });

  it('are left out where there is no room at all', () => {
    const frame = { x: 0, y: 0, width: 50, height: 22 };
    const wishes = Array.from({ length: 5 }, () => ({ box: frame, sizes: SIZES }));
    const tags = placeTags(wishes, frame);
    expect(tags.filter((tag) => tag !== undefined).length).toBeGreaterThan(0);
    expect(tags).toContain(undefined);
  });
});
