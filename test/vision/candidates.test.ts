import { describe, expect, it } from 'vitest';
import { candidatesOf, confidenceAt } from '../../src/vision/candidates.js';
import type { View } from '../../src/vision/tiles.js';
import { boxOf, classIndexOf, cropOutput, type Seen, seen, seenOf } from './cropOutput.js';

const PICTURE = { x: 0, y: 0, width: 1000, height: 800 };
const WHOLE: View = { box: PICTURE };
/** A tile with two inner edges, at its right and its bottom. */
const TILE: View = { box: { x: 0, y: 0, width: 600, height: 500 }, tileOf: WHOLE };
/** A tile with inner edges at its left and its top. */
const LAST_TILE: View = { box: { x: 400, y: 300, width: 600, height: 500 }, tileOf: WHOLE };

function candidatesIn(view: View, things: readonly Seen[], floor = 0.4): Seen[] {
  return candidatesOf(cropOutput(view, things), { picture: PICTURE, floor }).map(seenOf);
}

describe('candidatesOf', () => {
  it('gives what is confident enough in pixels of the picture, strongest first', () => {
    const cup = seen('cup', 0.55, 410, 310, 40, 50);
    const table = seen('dining table', 0.91, 430, 350, 500, 400);
    const faint = seen('knife', 0.39, 700, 400, 90, 30);
    expect(candidatesIn(LAST_TILE, [cup, faint, table])).toEqual([table]);
    expect(candidatesIn(WHOLE, [cup, faint, table])).toEqual([table, cup]);
    expect(candidatesIn(WHOLE, [cup, faint, table], 0.3)).toEqual([table, cup, faint]);
  });

  it('gives what is just as confident as is asked', () => {
    const cup = seen('cup', 0.5, 410, 310, 40, 50);
    expect(candidatesIn(WHOLE, [cup], 0.5)).toEqual([cup]);
  });

  it.each([
    ['drops the weaker of two boxes of one place', 115, []],
    ['keeps two cups that overlap by less than half', 140, [0.6]],
    ['keeps two cups side by side', 220, [0.6]],
  ])('%s', (_, x, others) => {
    const strong = seen('cup', 0.8, 100, 100, 100, 90);
    const weak = seen('cup', 0.6, x, 100, 100, 90);
    expect(candidatesIn(WHOLE, [weak, strong]).map(({ confidence }) => confidence)).toEqual([
      0.8,
      ...others,
    ]);
  });

  it('does not let a table swallow the bowl that fills it', () => {
    const table = seen('dining table', 0.9, 100, 100, 300, 300);
    const bowl = seen('bowl', 0.5, 110, 105, 280, 290);
    expect(candidatesIn(WHOLE, [bowl, table])).toEqual([table, bowl]);
  });

  it('clips boxes to their view', () => {
    expect(candidatesIn(WHOLE, [seen('bed', 0.9, -40, 500, 700, 400)])).toEqual([
      seen('bed', 0.9, 0, 500, 660, 300),
    ]);
  });

  it.each([
    ['the right edge of the first tile', TILE, [300, 100, 295, 90], 0],
    ['the bottom edge of the first tile', TILE, [300, 100, 90, 395], 0],
    ['the left edge of the last tile', LAST_TILE, [405, 500, 95, 90], 0],
    ['the top edge of the last tile', LAST_TILE, [600, 305, 95, 90], 0],
    ['the picture itself', TILE, [0, 0, 90, 80], 1],
    ['the picture itself, in the last tile', LAST_TILE, [700, 600, 300, 200], 1],
    ['nothing, only near an inner edge', TILE, [300, 100, 280, 385], 1],
  ] as const)('leaves out what is cut by an inner edge: %s', (_, view, box, count) => {
    expect(candidatesIn(view, [{ label: 'chair', confidence: 0.9, box }])).toHaveLength(count);
  });

  it('knows the first label of the first box', () => {
    const person = seen('person', 0.9, 100, 100, 200, 400);
    expect(classIndexOf('person')).toBe(0);
    expect(candidatesIn(WHOLE, [person])).toEqual([person]);
  });

  it('ignores the columns that have no label', () => {
    const crop = cropOutput(WHOLE, [seen('cup', 0.5, 100, 100, 80, 90)]);
    crop.output.confidences[11] = 0.99;
    expect(candidatesOf(crop, { picture: PICTURE, floor: 0.4 }).map(seenOf)).toEqual([
      seen('cup', 0.5, 100, 100, 80, 90),
    ]);
  });
});

describe('confidenceAt', () => {
  const crop = cropOutput(WHOLE, [
    seen('cup', 0.07, 100, 100, 100, 90),
    seen('cup', 0.21, 110, 104, 95, 92),
    seen('bowl', 0.66, 100, 100, 100, 90),
    seen('cup', 0.93, 400, 100, 100, 90),
  ]);
  it.each([
    ['the strongest box of the place, below any floor', 'cup', [103, 100, 100, 90], 0.21],
    ['another label of the place', 'bowl', [103, 100, 100, 90], 0.66],
    ['a label that is not there', 'knife', [103, 100, 100, 90], 0],
    ['a place where nothing is', 'cup', [600, 600, 100, 90], 0],
    ['a place that only touches', 'cup', [360, 100, 60, 90], 0],
  ] as const)('tells %s', (_, label, box, expected) => {
    const place = { classIndex: classIndexOf(label), box: boxOf(box) };
    expect(confidenceAt(crop, place)).toBeCloseTo(expected, 6);
  });

  /** A picture whose pixels are exact shares of it. */
  const exact: View = { box: { x: 0, y: 0, width: 1024, height: 1024 } };
  it.each([
    ['the only box there is', [128, 128, 192, 64], [], 0.5],
    ['a box that covers just half of what both cover', [192, 128, 192, 64], [], 0],
    ['a box as near to a rival', [96, 128, 192, 64], [[160, 128, 192, 64]], 0.5],
    ['a box that is nearer to a rival', [96, 128, 192, 64], [[144, 128, 192, 64]], 0],
  ] as const)('decides on %s', (_, box, rivals, expected) => {
    const crop = cropOutput(exact, [seen('cup', 0.5, 128, 128, 192, 64)]);
    const place = { classIndex: classIndexOf('cup'), box: boxOf(box) };
    expect(confidenceAt(crop, place, rivals.map(boxOf))).toBe(expected);
  });
});
