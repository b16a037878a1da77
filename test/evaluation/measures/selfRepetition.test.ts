import { describe, expect, it } from 'vitest';
import { measureSelfRepetition } from '../../../src/evaluation/measures/selfRepetition.js';
import { melodyOf } from './pieces.js';

const tune = [60, 62, 64, 65, 67];

describe('recurrence', () => {
  it.each<[string, number[][], number | null]>([
    ['a tune that never comes back', [tune], 0],
    // Seven runs of four in ten events, the last two of them known.
    ['a tune played twice', [[...tune, ...tune]], 2 / 7],
    ['one of two', [tune, [...tune, ...tune]], 1 / 7],
    ['one note for ever', [[60, 60, 60, 60, 60, 60]], 2 / 3],
    ['too few events', [[60, 62, 64]], null],
  ])('of %s', (_, melodies, expected) => {
    const recurrence = measureSelfRepetition(melodies.map((pitches) => melodyOf(pitches)));
    if (expected === null) expect(recurrence).toBeNull();
    else expect(recurrence).toBeCloseTo(expected, 9);
  });
});
