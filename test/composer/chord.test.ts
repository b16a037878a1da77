import { describe, expect, it } from 'vitest';
import { bassPitch, chordNamed, chordsNamed } from '../../composer/chord.js';

describe('chordNamed', () => {
  it.each([
    ['C', [0, 4, 7], 0],
    ['Dm7/F', [2, 5, 9, 0], 5],
    ['Bbmaj7', [10, 2, 5, 9], 10],
    ['A/C#', [9, 1, 4], 1],
    ['F#m7b5', [6, 9, 0, 4], 6],
    ['B5', [11, 6], 11],
    ['Ab7sus4', [8, 1, 3, 6], 8],
  ])('spells %s', (name, pitchClasses, bass) => {
    expect(chordNamed(name)).toEqual({ pitchClasses, bass });
  });

  it.each(['', 'H7', 'Cmajor', 'c', 'C/X'])('does not know the chord «%s»', (name) => {
    expect(() => chordNamed(name)).toThrow(/Expected a (chord|note)/);
  });

  it('reads a row of chords', () => {
    expect(chordsNamed('Em Am/C B7').map((chord) => chord.bass)).toEqual([4, 0, 11]);
  });
});

describe('bassPitch', () => {
  it.each([
    ['D', 36, 38],
    ['D/A', 36, 45],
    ['B', 36, 47],
    ['C', 36, 36],
    ['A', 47, 57],
  ])('puts the bass of %s from %i upward on %i', (name, lowest, pitch) => {
    expect(bassPitch(chordNamed(name), lowest)).toBe(pitch);
  });
});
