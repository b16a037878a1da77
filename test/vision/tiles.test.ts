import { describe, expect, it } from 'vitest';
import { type Box, sharedArea, unionArea } from '../../src/vision/box.js';
import { layOutViews, nearsInnerEdge } from '../../src/vision/tiles.js';

/** The sizes a photo's working copy can have, and how many large views and tiles each is looked at in. */
const SIZES = [
  ['a photo', 1280, 960, 1, 4],
  ['a photo held upright', 905, 1357, 1, 4],
  ['a square', 1109, 1109, 1, 4],
  ['a wide screen', 1568, 784, 1, 4],
  ['a panorama', 2217, 554, 3, 12],
  ['a panorama held upright', 554, 2217, 3, 12],
  ['a panorama of 6 : 1', 2716, 452, 4, 16],
  ['a panorama of 18 : 1', 4703, 261, 13, 52],
  ['a tower', 261, 4703, 13, 52],
  ['a strip', 9000, 33, 16, 64],
  ['a thumbnail', 300, 200, 1, 0],
  ['a little more than a thumbnail', 301, 200, 1, 4],
] as const;

describe('layOutViews', () => {
  it.each(SIZES)(
    'looks at %s of %i × %i in %i large views and %i tiles',
    (_, width, height, large, tiles) => {
      const views = layOutViews({ width, height });
      expect(views.filter((view) => view.tileOf === undefined)).toHaveLength(large);
      expect(views.filter((view) => view.tileOf !== undefined)).toHaveLength(tiles);
    },
  );

  it.each(SIZES)('covers %s of %i × %i, within it, in whole pixels', (_, width, height) => {
    const frame = { x: 0, y: 0, width, height };
    const boxes = layOutViews(frame).map((view) => view.box);
    for (const box of boxes) {
      expect(sharedArea(box, frame)).toBe(box.width * box.height);
      expect(Object.values(box).every(Number.isInteger)).toBe(true);
      expect(Math.min(box.width, box.height)).toBeGreaterThan(0);
    }
    const large = layOutViews(frame).filter((view) => view.tileOf === undefined);
    expect(unionArea(large.map((view) => view.box))).toBe(width * height);
  });

  it('looks at the whole photo first, then at four quarters that overlap by three tenths', () => {
    const [whole, ...tiles] = layOutViews({ width: 1360, height: 1020 });
    expect(whole).toEqual({ box: { x: 0, y: 0, width: 1360, height: 1020 } });
    expect(tiles.map((tile) => tile.box)).toEqual([
      { x: 0, y: 0, width: 800, height: 600 },
      { x: 560, y: 0, width: 800, height: 600 },
      { x: 0, y: 420, width: 800, height: 600 },
      { x: 560, y: 420, width: 800, height: 600 },
    ]);
    expect(tiles.every((tile) => tile.tileOf === whole)).toBe(true);
  });

  it.each([1360, 1361, 1362, 1363])(
    'lets quarters of %d pixels share three tenths at the least',
    (width) => {
      const [, left, right] = layOutViews({ width, height: 1020 }).map((view) => view.box);
      const shared = (left?.width ?? 0) - (right?.x ?? 0);
      expect(shared).toBeGreaterThanOrEqual(0.3 * (left?.width ?? Infinity));
    },
  );

  it.each([3000, 3001, 3002, 3003])(
    'spreads the panels of %d pixels evenly, to the nearest pixel',
    (width) => {
      const panels = layOutViews({ width, height: 301 }).filter(
        ({ tileOf }) => tileOf === undefined,
      );
      const last = panels.at(-1)?.box.x ?? 0;
      expect(panels).toHaveLength(7);
      for (const [i, { box }] of panels.entries())
        expect(Math.abs(box.x - (i * last) / 6)).toBeLessThanOrEqual(0.5);
    },
  );

  it.each([
    ['a photo', 1280, 960, 14],
    ['a panorama', 2217, 554, 42],
    ['a strip', 9000, 33, 224],
    ['a thumbnail', 300, 200, 1],
    ['a picture whose four tiles show every pixel', 501, 334, 5],
  ])(
    'takes nine smaller tiles for %s of %i × %i as well, if asked to',
    (_, width, height, count) => {
      const views = layOutViews({ width, height }, { isCareful: true });
      expect(views).toHaveLength(count);
      const plain = layOutViews({ width, height }).map(({ box }) => box);
      expect(views.map(({ box }) => box)).toEqual(expect.arrayContaining(plain));
    },
  );

  it.each([
    [2217, 554],
    [4703, 261],
    [23 * 100, 100],
  ])(
    'cuts a panorama of %i × %i into overlapping panels of at most 2 : 1, each covered by its own tiles',
    (width, height) => {
      const views = layOutViews({ width, height });
      const panels = views.filter((view) => view.tileOf === undefined);
      for (const [i, panel] of panels.entries()) {
        expect(panel.box.width / panel.box.height).toBeLessThanOrEqual(2);
        const next = panels[i + 1]?.box;
        const shared = next && sharedArea(panel.box, next) / (panel.box.width * height);
        if (shared) expect(shared).toBeCloseTo(0.3, 1);
        const tiles: Box[] = views.filter((view) => view.tileOf === panel).map((view) => view.box);
        if (tiles.length > 0) expect(unionArea(tiles)).toBe(panel.box.width * panel.box.height);
      }
    },
  );
});

describe('nearsInnerEdge', () => {
  const frame = { x: 0, y: 0, width: 1000, height: 800 };
  const view = { x: 400, y: 0, width: 600, height: 500 };
  it.each([
    ['well inside', 500, 100, 200, 200, false],
    ['at the left edge, an inner one', 410, 100, 200, 200, true],
    ['just off the left edge', 430, 100, 200, 200, false],
    ['across the left edge', 300, 100, 200, 200, true],
    ['outside, to the left', 100, 100, 200, 200, true],
    ['at the bottom edge, an inner one', 500, 280, 200, 200, true],
    ['just off the bottom edge', 500, 275, 200, 200, false],
    ['at the top of the frame', 500, 0, 200, 200, false],
    ['at the right of the frame', 800, 100, 200, 200, false],
  ])('tells of a box %s', (_, x, y, width, height, expected) => {
    const box = { x, y, width, height };
    expect(nearsInnerEdge(box, view, { frame, margin: 0.05 })).toBe(expected);
    // A view of the opposite corner has the opposite edges.
    const turned = (own: Box): Box => {
      return { ...own, x: 1000 - own.x - own.width, y: 800 - own.y - own.height };
    };
    expect(nearsInnerEdge(turned(box), turned(view), { frame, margin: 0.05 })).toBe(expected);
  });
});
