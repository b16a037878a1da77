import { describe, expect, it } from 'vitest';
import { metricStrength } from '../../src/music/metre.js';

describe('metricStrength', () => {
  it.each([
    ['the bar line', 1920, 4, 4, 3],
    ['a hand early for the bar line', 1903, 4, 4, 3],
    ['a beat', 1440, 4, 4, 2],
    ['an eighth', 720, 4, 4, 1],
    ['a sixteenth', 600, 4, 4, 0],
    ['a triplet', 160, 4, 4, 0],
    ['the bar line of a waltz', 1440, 3, 4, 3],
    ['half a bar of compound time', 720, 6, 8, 2],
    ['an eighth of compound time', 240, 6, 8, 1],
    ['a sixteenth of compound time', 120, 6, 8, 0],
    ['the last eighth of an irregular bar', 1440, 7, 8, 2],
    ['the second bar of an irregular metre', 1680, 7, 8, 3],
  ])('%s, tick %d of %d/%d, has strength %d', (_, tick, beats, beatUnit, strength) => {
    expect(metricStrength(tick, { beats, beatUnit })).toBe(strength);
  });
});
