import { describe, expect, it } from 'vitest';
import { fittingTriad, triadPairs } from '../../../src/evaluation/pieces/triads.js';
import { notesOf, type Written } from './tracks.js';

/** Weights of pitch classes. */
const weights = (of: Record<number, number>) => Array.from({ length: 12 }, (_, i) => of[i] ?? 0);

describe('the triad that fits best', () => {
  it.each<[string, Record<number, number>, number | undefined]>([
    ['C major', { 0: 1, 4: 1, 7: 1 }, 0],
    ['A minor', { 9: 1, 0: 1, 4: 1 }, 19],
    ['E flat minor', { 3: 1, 6: 1, 10: 1 }, 7],
    ['B major', { 11: 5, 3: 3, 6: 2, 0: 1 }, 22],
    ['a fifth: of major and minor the major one', { 2: 1, 9: 1 }, 4],
    ['a minor third: the triad whose root is there', { 9: 1, 0: 3 }, 19],
    ['a major third, alike: the lower root', { 0: 1, 4: 1 }, 0],
    ['a single pitch class', { 5: 2 }, 10],
    ['what lies outside counts against it', { 0: 2, 4: 1, 7: 1, 9: 2.5 }, 19],
    ['silence', {}, undefined],
  ])('is told of %s', (_, of, triad) => {
    expect(fittingTriad(weights(of))).toBe(triad);
  });
});

describe('pairs of tracks', () => {
  const cells = { cellTicks: 100, cells: 3 };
  const pairs = (...tracks: (readonly Written[])[]) => triadPairs(tracks.map(notesOf), cells);
  const cMajor: Written[] = [
    [60, 0, 90],
    [64, 0, 90],
    [67, 0, 90],
  ];

  it.each<[string, (readonly Written[])[], number, number]>([
    ['agree on C major', [cMajor, [[36, 10, 20]]], 1, 1],
    ['do not agree', [cMajor, [[38, 10, 20]]], 1, 0],
    ['do not sound in the same cell', [cMajor, [[36, 100, 20]]], 0, 0],
    ['are three, of three tracks', [cMajor, [[36, 0, 20]], [[38, 0, 20]]], 3, 1],
    ['are counted in each cell that a note reaches', [[[60, 50, 151]], [[72, 0, 300]]], 3, 3],
    ['end with the last cell', [[[60, 250, 500]], [[72, 250, 500]]], 1, 1],
  ])('%s', (_, tracks, all, same) => {
    expect(pairs(...tracks)).toEqual({ pairs: all, same });
  });
});
