import { describe, expect, it } from 'vitest';
import {
  dominantTriad,
  TRIADS,
  type Triad,
  tonesOf,
  tonicTriad,
} from '../../../src/composition/harmony/chord.js';
import type { KeyMode } from '../../../src/music/key.js';

describe('tonesOf', () => {
  it.each<[string, Triad, number[]]>([
    ['C major', { root: 0, quality: 'major' }, [0, 4, 7]],
    ['A minor', { root: 9, quality: 'minor' }, [9, 0, 4]],
    ['B flat major', { root: 10, quality: 'major' }, [10, 2, 5]],
    ['F sharp minor', { root: 6, quality: 'minor' }, [6, 9, 1]],
  ])('gives root, third and fifth of %s', (_, triad, tones) => {
    expect(tonesOf(triad)).toEqual(tones);
  });

  it('gives 24 triads three tones each, no two of them the same three', () => {
    const sets = TRIADS.map((triad) => [...tonesOf(triad)].sort((a, b) => a - b).join(' '));
    expect(new Set(sets).size).toBe(24);
    for (const triad of TRIADS) {
      const tones = tonesOf(triad);
      expect(tones[0]).toBe(triad.root);
      expect(tones.every((tone) => Number.isInteger(tone) && tone >= 0 && tone < 12)).toBe(true);
    }
  });
});

describe('the triads of a key', () => {
  it.each<[string, number, KeyMode, Triad, Triad]>([
    ['C major', 0, 'major', { root: 0, quality: 'major' }, { root: 7, quality: 'major' }],
    ['F sharp major', 6, 'major', { root: 6, quality: 'major' }, { root: 1, quality: 'major' }],
    ['A minor', 0, 'minor', { root: 9, quality: 'minor' }, { root: 4, quality: 'major' }],
    ['C minor', 3, 'minor', { root: 0, quality: 'minor' }, { root: 7, quality: 'major' }],
  ])('are in %s its tonic and a major dominant', (_, relativeMajor, mode, home, dominant) => {
    const key = { relativeMajor, mode, clarity: 0.8 };
    expect(tonicTriad(key)).toEqual(home);
    expect(dominantTriad(key)).toEqual(dominant);
  });
});
