import { describe, expect, it } from 'vitest';
import { nearestChord } from '../../src/events/nearestChord.js';

const chords = [[48, 55, 64], [53, 57], [67], [48, 55]];

describe('nearestChord', () => {
  it.each([
    ['itself, where it is among them', [53, 57], 1],
    ['shares most pitches', [48, 55, 65], 3],
    ['shares any pitch, however far the others are', [53, 90], 1],
    ['is nearest in pitch, where none is shared', [60, 70], 2],
  ])('finds the chord that %s', (_, pitches, nearest) => {
    expect(nearestChord(pitches, chords)).toBe(nearest);
  });

  it('takes the first of several that are as near', () => {
    expect(nearestChord([60], [[59], [61]])).toBe(0);
  });

  it('compares mean pitches, however many notes a chord has', () => {
    // Their means are 59.25 and 61.
    expect(nearestChord([60], [[55, 57, 62, 63], [61]])).toBe(0);
  });

  it('looks through more chords than a call may have arguments', () => {
    const many = Array.from({ length: 200_000 }, (_, i) => [i % 60]);
    expect(nearestChord([64, 67], [...many, [64]])).toBe(many.length);
  });
});
