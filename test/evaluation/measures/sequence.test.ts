import { describe, expect, it } from 'vitest';
import { measureSequence } from '../../../src/evaluation/measures/sequence.js';
import { seededRandom, shuffled } from '../../../src/math/random.js';
import { melodyOf } from './pieces.js';

const phrase = [60, 62, 64, 67, 65, 64, 62, 59];
const other = [72, 71, 69, 67];
const tune = (seed: string) => {
  const random = seededRandom(seed);
  return Array.from({ length: 12 }, () => (random() < 0.6 ? phrase : other)).flat();
};
const recordings = ['a', 'b', 'c', 'd'].map((seed) => melodyOf(tune(seed)));
const shuffle = seededRandom('shuffle');
const measure = (draws: number[][]) =>
  measureSequence(
    draws.map((each) => melodyOf(each)),
    recordings,
    seededRandom('test'),
  );

describe('the order of events', () => {
  it('of music by the same rules is as good as a recording kept out', () => {
    const figures = measure([tune('x'), tune('y')]);
    expect(figures?.position).toBeCloseTo(1, 0);
    expect(figures?.ceiling).toBeLessThan(figures?.floor as number);
  });

  it('of the same notes in any order is no better than shuffled recordings', () => {
    const position = measure([
      shuffled(tune('x'), shuffle),
      shuffled(tune('y'), shuffle),
    ])?.position;
    expect(position).toBeCloseTo(0, 0);
    expect(position).toBeLessThan(0.3);
  });

  it('of notes that nobody played is worse than that', () => {
    expect(measure([[90, 91, 93, 96, 90]])?.position).toBeLessThan(0);
  });

  it.each([
    ['one recording', [melodyOf(phrase)], recordings.slice(0, 1)],
    ['recordings of single events', [melodyOf(phrase)], [melodyOf([61]), melodyOf([61])]],
    ['draws of single events', [melodyOf([60]), melodyOf([])], recordings],
  ])('cannot be told from %s', (_, draws, recorded) => {
    expect(measureSequence(draws, recorded, shuffle)).toBeNull();
  });

  it('has no place between floor and ceiling where every order is the same', () => {
    const drone = () => melodyOf([61, 61, 61]);
    const figures = measureSequence([drone()], [drone(), drone()], shuffle);
    expect(figures).toMatchObject({ position: null });
    expect(figures?.ceiling).toBe(figures?.floor);
  });
});
