import { describe, expect, it } from 'vitest';
import {
  estimateKey,
  instability,
  isInKey,
  type KeyEstimate,
  outsideKey,
  tonicOf,
} from '../../src/music/key.js';

const play = (pitches: readonly number[]) =>
  pitches.map((pitch, i) => ({ pitch, startTicks: i * 240, durationTicks: 240, velocity: 60 }));

/** The ratings of probe tones, from the tonic up, as Krumhansl and Kessler (1982) give them in table 2. */
const RATINGS = {
  major: [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88],
  minor: [6.33, 2.68, 3.52, 5.38, 2.6, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17],
} as const;
const MODES = ['major', 'minor'] as const;

describe('estimateKey', () => {
  it.each(MODES)(
    'is sure of music that sounds each degree of a %s key as long as it fits',
    (mode) => {
      for (let root = 0; root < 12; root++) {
        // How loud all of it is, and what all degrees sound alike, makes no difference.
        const notes = RATINGS[mode].map((rating, degree) => {
          return {
            pitch: 48 + root + degree,
            durationTicks: 100 * rating - 150,
            startTicks: 0,
            velocity: 60,
          };
        });
        const key = estimateKey(notes);
        const relativeMajor = (mode === 'major' ? root : root + 3) % 12;
        expect(key).toMatchObject({ relativeMajor, mode });
        expect(tonicOf(key as KeyEstimate)).toBe(root);
        expect(key?.clarity).toBeCloseTo(1, 9);
      }
    },
  );

  it('is as sure as Pearson’s correlation of durations and ratings', () => {
    const durations = [0, 4, 7].reduce(
      (all, degree) => all.with(degree, 240),
      new Array(12).fill(0),
    );
    const standardised = (values: readonly number[]) => {
      const mean = values.reduce((a, b) => a + b) / 12;
      const deviation = Math.sqrt(values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / 12);
      return values.map((each) => (each - mean) / deviation);
    };
    const ratings = standardised(RATINGS.major);
    const products = standardised(durations).map((each, i) => each * (ratings[i] as number));
    const correlation = products.reduce((a, b) => a + b) / 12;
    expect(estimateKey(play([60, 64, 67]))?.clarity).toBeCloseTo(correlation, 9);
  });

  it('is less sure the less the music fits', () => {
    const clarities = [0, 3, 6].map((foreign) => {
      const scale = [60, 64, 67, 72, 65, 69, 67, 71, 62, 60];
      return (
        estimateKey(play([...scale, ...[61, 63, 66, 68, 70, 61].slice(0, foreign)]))?.clarity ?? 0
      );
    });
    expect(clarities).toEqual([...clarities].sort((a, b) => b - a));
    expect(new Set(clarities).size).toBe(3);
    expect(Math.max(...clarities)).toBeLessThan(1);
  });

  it.each<[key: string, pitches: number[], relativeMajor: number, mode?: string]>([
    ['C major', [60, 64, 67, 72, 65, 69, 67, 71, 62, 60], 0],
    ['G major', [55, 59, 62, 67, 60, 64, 62, 66, 57, 55], 7],
    ['A minor, as C major', [57, 60, 64, 69, 62, 65, 64, 68, 59, 57], 0, 'minor'],
  ])('hears %s', (_, pitches, relativeMajor, mode = 'major') => {
    expect(estimateKey(play(pitches))).toMatchObject({ relativeMajor, mode });
  });

  it.each([
    ['no notes', []],
    ['all twelve pitch classes alike', Array.from({ length: 12 }, (_, i) => 60 + i)],
  ])('hears no key in %s', (_, pitches) => {
    expect(estimateKey(play(pitches))).toBeUndefined();
  });
});

describe('isInKey', () => {
  it.each([0, 7, 11])('knows the seven notes of the key on %d, in any octave', (tonic) => {
    const degrees = Array.from({ length: 12 }, (_, degree) => degree);
    const inKey = degrees.filter((degree) => isInKey(tonic + degree, tonic));
    expect(inKey).toEqual([0, 2, 4, 5, 7, 9, 11]);
    expect(degrees.filter((degree) => isInKey(24 + tonic + degree, tonic))).toEqual(inKey);
  });
});

describe('instability', () => {
  it.each(MODES)('is how much lower a degree of a %s key was rated than its tonic', (mode) => {
    const ratings = RATINGS[mode];
    for (const [degree, rating] of ratings.entries()) {
      const key = { relativeMajor: mode === 'major' ? 2 : 5, mode, clarity: 1 };
      expect(instability((2 + degree) % 12, key)).toBeCloseTo(ratings[0] - rating, 9);
    }
  });

  it('is the difference of the ratings of probe tones, none for the tonic of either mode', () => {
    const c = { relativeMajor: 0, mode: 'major', clarity: 1 } as const;
    const a = { ...c, mode: 'minor' } as const;
    expect(instability(0, c)).toBe(0);
    expect(instability(7, c)).toBeCloseTo(6.35 - 5.19, 9);
    expect(instability(9, a)).toBe(0);
    expect(instability(0, a)).toBeCloseTo(6.33 - 5.38, 9);
    expect(instability(10, { ...a, relativeMajor: 1 })).toBe(0);
  });
});

describe('outsideKey', () => {
  it('counts a note however short it is', () => {
    const note = { pitch: 61, startTicks: 0, durationTicks: 1, velocity: 60 };
    expect(outsideKey([note], 0)).toBe(1);
  });

  it.each([
    ['a scale in its own key', [55, 57, 59, 60, 62, 64, 66], 7, 0],
    ['one leading note in seven', [55, 57, 59, 60, 62, 64, 66], 0, 1 / 7],
    ['a tonic counted downward', [55, 57, 59, 60, 62, 64, 66], -5, 0],
    ['nothing of it in the key', [61, 63, 66, 68, 70], 0, 1],
    ['no notes', [], 3, 0],
  ])('%s', (_, pitches, tonic, share) => {
    expect(outsideKey(play(pitches), tonic)).toBeCloseTo(share, 9);
  });
});
