import { expect, it } from 'vitest';
import type { Candidate } from '../../src/vision/candidates.js';
import { nonMaximumSuppression } from '../../src/vision/nonMaximumSuppression.js';

const candidate = (classIndex: number, x: number, width: number): Candidate => ({
  classIndex,
  confidence: 0.5,
  box: { x, y: 0, width, height: 10 },
  view: { box: { x: 0, y: 0, width: 100, height: 100 } },
});
const [STRONGEST, CUP, BOWL] = [candidate(46, 0, 20), 46, 50];

it.each([
  ['one thing is seen twice', candidate(CUP, 1, 20), false],
  ['the overlap is a hair above a half', candidate(CUP, 0, 10.1), false],
  ['the overlap is just a half', candidate(CUP, 0, 10), true],
  ['the label is another', candidate(BOWL, 0, 20), true],
  ['they stand apart', candidate(CUP, 50, 20), true],
])('keeps the strongest of a label at a place, and decides on others: %s', (_, other, isKept) => {
  expect(nonMaximumSuppression([STRONGEST, other])).toEqual(
    isKept ? [STRONGEST, other] : [STRONGEST],
  );
});
