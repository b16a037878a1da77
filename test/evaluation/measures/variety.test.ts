import { describe, expect, it } from 'vitest';
import { measureVariety } from '../../../src/evaluation/measures/variety.js';
import { melodyOf } from './pieces.js';

const tune = [60, 62, 64, 65, 67];

describe('variety', () => {
  it.each<[string, number[][], number | null]>([
    ['the same twice', [tune, tune], 0],
    ['two that share nothing', [tune, tune.map((pitch) => pitch + 7)], 1],
    ['two that share one run of two', [tune, [...tune.slice(0, 4), 50]], 0.5],
    ['one in another', [tune, tune.slice(1)], 0.25],
    ['one alone', [tune], null],
    ['one beside too few events', [tune, [60, 62, 64]], null],
  ])('of %s', (_, melodies, expected) => {
    expect(measureVariety(melodies.map((pitches) => melodyOf(pitches)))).toBe(expected);
  });
});
