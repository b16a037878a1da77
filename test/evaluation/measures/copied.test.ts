import { describe, expect, it } from 'vitest';
import { measureCopied } from '../../../src/evaluation/measures/copied.js';
import { melodyOf } from './pieces.js';

const tune = [60, 62, 64, 65, 67, 69, 71, 72, 74, 76, 77, 79];
const recording = melodyOf(tune);
const draws = (...pitches: number[][]) => pitches.map((each) => melodyOf(each));

describe('copied', () => {
  it.each<[string, number[][], number, number]>([
    ['a whole recording', [tune], 1, 12],
    ['the same a semitone higher', [tune.map((pitch) => pitch + 1)], 0, 1],
    ['eight events of it in nine', [[...tune.slice(2, 10), 40]], 0.5, 8],
    ['a run that breaks after seven', [[...tune.slice(0, 7), ...tune.slice(3, 10)]], 0, 7],
    ['one draw of two', [tune, tune.map(() => 41)], 0.5, 12],
    ['fewer than eight events', [tune.slice(0, 5)], 0, 5],
    ['nothing', [[]], 0, 0],
  ])('of %s', (_, played, share, longest) => {
    expect(measureCopied(draws(...played), [recording]).draws).toEqual({ share, longest });
  });

  it('not at another pace', () => {
    const slower = melodyOf(tune, { every: 7 });
    expect(measureCopied([slower], [recording]).draws).toEqual({ share: 0, longest: 1 });
  });

  it('says how much of each recording stands in the others', () => {
    const own = melodyOf([30, 31, 32, 33, 34, 35, 36, 37, 38]);
    const { leftOut } = measureCopied([own], [recording, melodyOf([50, ...tune]), own]);
    // 5 runs of 5, 5 of 6, and 0 of 2.
    expect(leftOut).toEqual({ share: 10 / 13, longest: 12 });
    expect(measureCopied([own], [recording]).leftOut).toBeNull();
  });
});
