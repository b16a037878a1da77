import { describe, expect, it } from 'vitest';
import { chordNamed } from '../../composer/chord.js';
import { backward, inventMotif, inverted, sing } from '../../composer/motif.js';
import { rhythm } from '../../composer/rhythm.js';
import { pitchesWithin, scaleNamed } from '../../composer/theory.js';
import { seededRandom } from '../../src/math/random.js';

const MOTIF = { rhythm: rhythm('q e e h'), steps: [0, 1, 2, 4] };
const PLACE = {
  scale: scaleNamed('C major'),
  chord: chordNamed('C'),
  near: 60,
  range: { lowest: 55, highest: 74 },
};

describe('inventMotif', () => {
  it('takes one of the rhythms and moves by the intervals, never beyond a fifth', () => {
    const cells = ['q e e h', '-q q q q'];
    for (let seed = 1; seed <= 40; seed++) {
      const motif = inventMotif(seededRandom(seed), { cells, intervals: [1, -1, 3] });
      expect(cells.map(rhythm)).toContainEqual(motif.rhythm);
      expect(motif.steps[0]).toBe(0);
      expect(Math.max(...motif.steps.map(Math.abs))).toBeLessThanOrEqual(4);
    }
  });
});

describe('turning a motif', () => {
  it('inverts, reverses, and comes back', () => {
    expect(inverted(MOTIF).steps).toEqual([0, -1, -2, -4]);
    expect(backward(MOTIF).steps).toEqual([0, -2, -3, -4]);
    expect(inverted(inverted(MOTIF))).toEqual(MOTIF);
    expect(backward(backward(MOTIF))).toEqual(MOTIF);
  });
});

describe('sing', () => {
  it('puts strong notes on the chord and leaves the others in the scale', () => {
    expect(sing(MOTIF, PLACE)).toEqual([60, 62, 64, 67]);
    expect(sing(MOTIF, { ...PLACE, chord: chordNamed('F') })).toEqual([60, 62, 64, 65]);
  });

  it('keeps the whole figure in its range wherever it starts', () => {
    const inside = pitchesWithin(PLACE.scale, 55, 74);
    for (let near = 50; near <= 80; near++) {
      for (const pitch of sing(MOTIF, { ...PLACE, near })) expect(inside).toContain(pitch);
    }
  });
});
