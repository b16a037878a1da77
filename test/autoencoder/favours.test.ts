import { describe, expect, it } from 'vitest';
import { favoursOf } from '../../src/autoencoder/favours.js';
import { recall } from '../../src/autoencoder/memory.js';
import { beginRuns, continueRuns } from '../../src/autoencoder/runs.js';

/** Chords 0, 1, 2 … one step apart, all at place 0; then chord 0 once more with another chord after it. */
const memory = recall([
  Array.from({ length: 80 }, (_, chord) => [chord, 1, 0] as const),
  [
    [0, 2, 0],
    [5, 1, 0],
  ],
]);

/** The favours after the first `length` events of the rising recording. */
function favoursAfter(length: number, variation: number, place = 0) {
  let standing = beginRuns(memory.runs, 0);
  for (let chord = 1; chord < length; chord++) {
    standing = continueRuns(memory.runs, { from: standing, distance: 1, chord });
  }
  return favoursOf(memory, variation)({ runs: standing, place });
}

const factor = (length: number, variation = 0.5) => favoursAfter(length, variation)[0]?.factor ?? 0;

describe('favoursOf', () => {
  it('names each step that the recordings know from here, once', () => {
    expect(favoursAfter(1, 0.5).map(({ succession }) => succession)).toEqual([
      [1, 1],
      [2, 5],
    ]);
  });

  it('favours going on as in a recording, the more the longer it has gone on', () => {
    expect(factor(1)).toBeGreaterThan(1000);
    expect(factor(3)).toBeGreaterThan(factor(2));
    expect(factor(2)).toBeGreaterThan(factor(1));
  });

  it.each([
    ['0', 0, 64],
    ['a quarter', 0.25, 24],
    ['a half', 0.5, 10],
    ['1', 1, 6],
  ])('at variation %s lets no run grow beyond its length', (_, variation, longest) => {
    expect(factor(longest - 1, variation)).toBeGreaterThan(0);
    expect(factor(longest, variation)).toBe(0);
  });

  it('at variation 1 favours no step over one that nobody played', () => {
    expect(factor(1, 1)).toBe(1);
    expect(favoursAfter(1, 1, 7)[0]?.factor).toBe(1);
  });

  it('favours a step less that is known from another place in the bar', () => {
    const elsewhere = favoursAfter(3, 0.5, 7)[0]?.factor as number;
    expect(elsewhere).toBeGreaterThan(1);
    expect(elsewhere).toBeLessThan(factor(3) / 5);
  });

  it('says nothing at the end of a recording', () => {
    expect(favoursAfter(80, 0)).toEqual([]);
  });
});
