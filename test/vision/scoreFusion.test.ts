import { describe, expect, it } from 'vitest';
import { fuseScores } from '../../src/vision/scoreFusion.js';
import type { View } from '../../src/vision/tiles.js';
import { candidate, cropOutput, type Seen, seen } from './cropOutput.js';

const WHOLE: View = { box: { x: 0, y: 0, width: 1000, height: 800 } };
const LEFT: View = { box: { x: 0, y: 0, width: 600, height: 500 }, tileOf: WHOLE };
const RIGHT: View = { box: { x: 400, y: 0, width: 600, height: 500 }, tileOf: WHOLE };

/** The confidence of a thing seen from one view when the views say what is listed. */
function weighed(from: View, thing: Seen, says: { whole?: number; left?: number; right?: number }) {
  const opinion = (view: View, confidence: number | undefined) =>
    cropOutput(view, confidence === undefined ? [] : [{ ...thing, confidence }]);
  const crops = [opinion(WHOLE, says.whole), opinion(LEFT, says.left), opinion(RIGHT, says.right)];
  return fuseScores([candidate(from, thing)], crops)[0]?.confidence;
}

/** What is left of a doubt when what two crops have in common counts as six tenths of another piece of evidence. */
function agreed(confidence: number, common: number): number {
  return 1 - (1 - confidence) * (1 - 0.6 * common);
}

/** 0.6 in the whole and 0.9 in a tile, of a thing a tenth as wide as the tile. */
const GAINED = agreed(0.6 * 0.6 + 0.4 * 0.9, 0.9 * 0.6);

describe('fuseScores', () => {
  // 60 × 50 is a tenth of a tile's side, 300 × 250 one half, 480 × 400 eight tenths.
  it.each([
    ['a small thing that nothing confirms loses a third', 60, 50, 0, 0.75 * 0.9 * 0.8],
    ['a thing half as wide needs the whole for half of it', 300, 250, 0, 0.75 * 0.5 * 0.8],
    ['a thing that fills the tile needs the whole', 480, 400, 0, 0.75 * 0.2 * 0.8],
    ['half a confirmation costs half as much', 60, 50, 0.4, agreed(0.875 * 0.76, 0.9 * 0.4)],
    ['agreement on a large thing adds little', 480, 400, 0.8, agreed(0.8, 0.2 * 0.8)],
    ['agreement on a small thing adds much', 60, 50, 0.8, agreed(0.8, 0.9 * 0.8)],
    ['a more confident whole raises it', 300, 250, 0.9, agreed(0.85, 0.5 * 0.8)],
  ])('from a tile: %s', (_, width, height, whole, expected) => {
    const thing = seen('bottle', 0.8, 50, 40, width, height);
    expect(weighed(LEFT, thing, { whole, left: 0.8 })).toBeCloseTo(expected, 6);
  });

  it.each([
    [
      'a small thing that no tile sees loses nearly half',
      [50, 40, 60, 50],
      0,
      undefined,
      0.6 * 0.6,
    ],
    ['a small thing that a tile sees better gains', [50, 40, 60, 50], 0.9, undefined, GAINED],
    ['of two tiles the surer counts', [450, 100, 60, 50], 0.1, 0.9, GAINED],
    ['a thing half as wide as a tile is left alone', [50, 40, 300, 250], 0, undefined, 0.6],
    ['a thing that no tile shows whole is left alone', [300, 100, 400, 50], 0, 0, 0.6],
    ['a thing at the rim of a tile is left alone', [50, 430, 60, 60], 0, 0, 0.6],
    ['the rim of the picture is no rim', [0, 0, 60, 50], 0, undefined, 0.6 * 0.6],
  ] as const)('from the whole: %s', (_, box, left, right, expected) => {
    const thing: Seen = { label: 'vase', confidence: 0.6, box };
    expect(weighed(WHOLE, thing, { whole: 0.6, left, right })).toBeCloseTo(expected, 6);
  });

  it('leaves a picture without tiles alone', () => {
    const thing = candidate(WHOLE, seen('cup', 0.5, 50, 40, 60, 50));
    expect(fuseScores([thing], [cropOutput(WHOLE, [])])).toEqual([thing]);
  });

  it('asks the panel that a tile belongs to, and no other', () => {
    const panel: View = { box: { x: 700, y: 0, width: 1000, height: 800 } };
    const tile: View = { box: { x: 700, y: 0, width: 600, height: 500 }, tileOf: panel };
    const thing = seen('cup', 0.8, 720, 40, 300, 250);
    const strong = { ...thing, confidence: 1 };
    const crops = [cropOutput(WHOLE, [strong]), cropOutput(panel, []), cropOutput(tile, [thing])];
    expect(fuseScores([candidate(tile, thing)], crops)[0]?.confidence).toBeCloseTo(0.3, 6);
  });

  it('lets a second box beside a thing not borrow what another crop sees of that thing', () => {
    const cup = seen('cup', 0.6, 100, 100, 100, 100);
    const beside = seen('cup', 0.3, 135, 100, 100, 100);
    const crops = [cropOutput(WHOLE, []), cropOutput(LEFT, [seen('cup', 0.9, 115, 100, 100, 100)])];
    const alone = fuseScores([candidate(WHOLE, beside)], crops);
    expect(alone[0]?.confidence).toBeGreaterThan(0.5);
    const [first, second] = fuseScores([candidate(WHOLE, cup), candidate(WHOLE, beside)], crops);
    expect(first?.confidence).toBeGreaterThan(0.75);
    expect(second?.confidence).toBeLessThan(0.3);
  });

  it('leaves to the surer of two boxes what another crop sees between them, though it lies nearer to the other', () => {
    const cup = candidate(WHOLE, seen('cup', 0.6, 100, 100, 100, 100));
    const beside = candidate(WHOLE, seen('cup', 0.3, 135, 100, 100, 100));
    const crops = [cropOutput(WHOLE, []), cropOutput(LEFT, [seen('cup', 0.9, 125, 100, 100, 100)])];
    const [alone] = fuseScores([cup], crops);
    expect(fuseScores([cup, beside], crops)[0]).toEqual(alone);
    expect(alone?.confidence).toBeGreaterThan(0.75);
  });
});
