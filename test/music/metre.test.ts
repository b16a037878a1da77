import { describe, expect, it } from 'vitest';
import {
  countedBeats,
  countedTempoBpm,
  isCompound,
  metreText,
  metricStrength,
  parseMetre,
  prevailingMetre,
} from '../../src/music/metre.js';
import type { TimeSignature } from '../../src/music/time.js';

describe('metricStrength', () => {
  it.each([
    ['the bar line', 1920, 4, 4, 3],
    ['a hand early for the bar line', 1903, 4, 4, 3],
    ['a twelfth of a quarter early', 1880, 4, 4, 3],
    ['earlier than that', 1879, 4, 4, 0],
    ['a quarter of a short beat late', 75, 4, 32, 2],
    ['later than that', 76, 4, 32, 0],
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

describe('countedTempoBpm', () => {
  it.each([
    ['4/4', 4, 4, 132],
    ['3/4', 3, 4, 132],
    ['6/4', 6, 4, 132],
    ['6/8', 6, 8, 88],
    ['12/8', 12, 8, 88],
    ['7/8', 7, 8, 264],
    ['2/2', 2, 2, 66],
  ])('counts 132 quarter notes a minute in %s', (_, beats, beatUnit, counted) => {
    expect(countedTempoBpm(132, { beats, beatUnit })).toBe(counted);
  });
});

describe('isCompound', () => {
  it.each([
    ['3/4', 3, false],
    ['6/4', 6, false],
    ['3/8', 3, false],
    ['4/8', 4, false],
    ['7/8', 7, false],
    ['6/8', 2, true],
    ['9/8', 3, true],
    ['12/16', 4, true],
  ])('%s is counted in %d, compound: %s', (text, beats, compound) => {
    const metre = parseMetre(text) ?? { beats: 0, beatUnit: 4 };
    expect(isCompound(metre)).toBe(compound);
    expect(countedBeats(metre)).toBe(beats);
  });
});

describe('parseMetre', () => {
  it.each(['1/4', '2/2', '5/16', '32/32'])('reads %s', (text) => {
    const metre = parseMetre(text);
    expect(metre && metreText(metre)).toBe(text);
  });

  it.each(['0/4', '33/8', '100/4', '4/3', '4', '-3/4', '3/4 ', ''])('reads no «%s»', (text) => {
    expect(parseMetre(text)).toBeUndefined();
  });
});

describe('prevailingMetre', () => {
  const vote = (text: string, weight: number) => ({
    timeSignature: parseMetre(text) as TimeSignature,
    weight,
  });

  it.each<[of: string, votes: [string, number][], metre: string]>([
    ['no votes', [], '4/4'],
    [
      'several votes for one metre',
      [
        ['4/4', 0.4],
        ['3/4', 0.3],
        ['3/4', 0.2],
      ],
      '3/4',
    ],
    [
      'equal sums, the first',
      [
        ['6/8', 0.5],
        ['3/4', 0.25],
        ['3/4', 0.25],
      ],
      '6/8',
    ],
    [
      'metres of equally long bars',
      [
        ['3/4', 1],
        ['6/8', 2],
      ],
      '6/8',
    ],
  ])('is, of %s, the one with the largest sum', (_, votes, metre) => {
    expect(metreText(prevailingMetre(votes.map((each) => vote(...each))))).toBe(metre);
  });
});
