import { describe, expect, it } from 'vitest';
import { measureReturns } from '../../../src/evaluation/pieces/returns.js';
import { notesOf, type Written } from './tracks.js';

const BAR = 1440;
/** A bar of three notes, from its bar line on. */
const bar = (number: number, pitches: readonly number[], late = 0): Written[] =>
  pitches.map((pitch, i) => [pitch, number * BAR + i * 480 + late, 200]);
const returns = (...tracks: (readonly Written[])[]) => measureReturns(tracks.map(notesOf), BAR);

describe('bars that return', () => {
  it.each<[string, (readonly Written[])[], number | null]>([
    ['never', [[...bar(0, [60, 62, 64]), ...bar(1, [65, 67, 69])]], 0],
    ['once', [[...bar(0, [60, 62, 64]), ...bar(1, [60, 62, 64])]], 1 / 2],
    ['after another bar', [[...bar(0, [60, 62]), ...bar(1, [71]), ...bar(2, [60, 62])]], 1 / 3],
    ['with two notes of three', [[...bar(0, [60, 62, 64]), ...bar(1, [60, 62])]], 1 / 2],
    ['with half of all notes: not', [[...bar(0, [60, 62, 64]), ...bar(1, [60, 62, 65])]], 0],
    [
      'again and again, and then in part',
      [[...[0, 1, 2].flatMap((at) => bar(at, [60, 62, 64])), ...bar(3, [60, 62])]],
      3 / 4,
    ],
    ['played a little late', [[...bar(0, [60, 62, 64]), ...bar(1, [60, 62, 64], 29)]], 1 / 2],
    [
      'played a little before the bar line',
      [
        [
          [60, 5, 99],
          [60, BAR - 30, 99],
          [60, 2 * BAR - 9, 99],
        ],
      ],
      2 / 3,
    ],
    ['a sixteenth later: not', [[...bar(0, [60, 62, 64]), ...bar(1, [60, 62, 64], 120)]], 0],
    ['in another track: not', [bar(0, [60, 62, 64]), bar(1, [60, 62, 64])], 0],
    [
      'across a bar without onsets, which does not count',
      [[...bar(0, [60]), ...bar(5, [60])]],
      1 / 2,
    ],
    ['in silence', [[]], null],
  ])('%s', (_, tracks, share) => {
    const measured = returns(...tracks);
    if (share === null) expect(measured).toBeNull();
    else expect(measured).toBeCloseTo(share, 12);
  });
});
