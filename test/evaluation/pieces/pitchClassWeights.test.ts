import { describe, expect, it } from 'vitest';
import {
  pitchClassOverlap,
  pitchClassSeconds,
  pitchClassWeights,
} from '../../../src/evaluation/pieces/pitchClassWeights.js';
import { pieceOf } from '../measures/pieces.js';
import { notesOf } from './tracks.js';

const weights = (of: Record<number, number>) => Array.from({ length: 12 }, (_, i) => of[i] ?? 0);

describe('how long pitch classes sound', () => {
  it('shares a note among the cells that it reaches, and leaves out what lies behind the last', () => {
    const notes = notesOf([
      [61, 90, 135],
      [73, 0, 7],
      [59, 190, 500],
    ]);
    expect(pitchClassWeights(notes, { cellTicks: 100, cells: 3 })).toEqual([
      weights({ 1: 17 }),
      weights({ 1: 100, 11: 10 }),
      weights({ 1: 25, 11: 100 }),
    ]);
  });

  it('is in seconds of each piece by itself', () => {
    const slow = pieceOf([[[61], 0, 480]], { tempoBpm: 60 });
    const fast = pieceOf([[[73, 62], 0, 480]], { tempoBpm: 240 });
    expect(pitchClassSeconds([slow, fast])).toEqual(weights({ 1: 1.25, 2: 0.25 }));
  });
});

describe('the overlap of pitch classes', () => {
  it.each([
    ['the same at another length', { 0: 1, 4: 2 }, { 0: 3, 4: 6 }, 1],
    ['half of it', { 0: 1, 4: 1 }, { 0: 1, 7: 1 }, 0.5],
    ['nothing in common', { 0: 1 }, { 1: 1 }, 0],
    ['silence', {}, { 1: 1 }, 0],
    ['silence on both sides', {}, {}, 0],
  ])('is measured of %s', (_, a, b, overlap) => {
    expect(pitchClassOverlap(weights(a), weights(b))).toBeCloseTo(overlap, 12);
    expect(pitchClassOverlap(weights(b), weights(a))).toBeCloseTo(overlap, 12);
  });
});
