import { expect, it } from 'vitest';
import type { Candidate } from '../../src/vision/candidates.js';
import {
  nonMaximumSuppression,
  suppressOverlapping,
} from '../../src/vision/nonMaximumSuppression.js';

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

it('suppresses what overlaps one that stays, not what overlaps one that went', () => {
  const [first, second, third] = [
    candidate(CUP, 0, 20),
    candidate(CUP, 4, 20),
    candidate(CUP, 8, 20),
  ];
  expect(suppressOverlapping([first, second, third], { threshold: 0.5 })).toEqual([first, third]);
  expect(suppressOverlapping([first, second, third], { threshold: 0.4 })).toEqual([first]);
});

it('keeps what does not compete, and no more than are wanted', () => {
  const apart = [0, 40, 80].map((x) => candidate(CUP, x, 20));
  expect(suppressOverlapping(apart, { threshold: 0.3, most: 2 })).toEqual(apart.slice(0, 2));
  const twice = [STRONGEST, candidate(BOWL, 0, 20)];
  const competes = (kept: Candidate, other: Candidate) => kept.classIndex > other.classIndex;
  expect(suppressOverlapping(twice, { threshold: 0.3, competes })).toEqual(twice);
  expect(suppressOverlapping(twice.toReversed(), { threshold: 0.3, competes })).toHaveLength(1);
});
