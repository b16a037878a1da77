import { describe, expect, it } from 'vitest';
import {
  degreeNear,
  nearestPitch,
  pitchAt,
  pitchClassNamed,
  pitchesWithin,
  scaleNamed,
} from '../../composer/theory.js';

describe('scaleNamed', () => {
  it.each([
    ['D dorian', 2, [0, 2, 3, 5, 7, 9, 10]],
    ['Gb major', 6, [0, 2, 4, 5, 7, 9, 11]],
    ['A harmonic minor', 9, [0, 2, 3, 5, 7, 8, 11]],
  ])('reads %s', (name, tonic, steps) => {
    expect(scaleNamed(name)).toEqual({ tonic, steps });
  });

  it.each(['H major', 'C majestic', 'C', ''])('does not know the scale «%s»', (name) => {
    expect(() => scaleNamed(name)).toThrow(/Expected a (scale|note)/);
  });
});

describe('pitchClassNamed', () => {
  it.each([
    ['C', 0],
    ['Cb', 11],
    ['B#', 0],
    ['F##', 7],
    ['Ebb', 2],
  ])('hears %s as %i', (name, pitchClass) => {
    expect(pitchClassNamed(name)).toBe(pitchClass);
  });
});

describe('degrees of a scale', () => {
  const scale = scaleNamed('D dorian');

  it.each([
    [0, 62],
    [7, 74],
    [-1, 60],
    [-8, 48],
    [11, 81],
  ])('puts degree %i on pitch %i', (degree, pitch) => {
    expect(pitchAt(scale, degree)).toBe(pitch);
  });

  it('finds the degree of every pitch it names', () => {
    for (let degree = -23; degree <= 23; degree++) {
      expect(degreeNear(scale, pitchAt(scale, degree))).toBe(degree);
    }
  });

  it('takes the nearest degree for a pitch between two, the lower on a tie', () => {
    expect(pitchAt(scale, degreeNear(scale, 63))).toBe(62);
  });

  it('lists what lies within a range, both ends included', () => {
    expect(pitchesWithin(scaleNamed('G pentatonic'), 55, 67)).toEqual([55, 57, 59, 62, 64, 67]);
  });
});

describe('nearestPitch', () => {
  it.each([
    [[0, 4, 7], 66, 67],
    [[0, 4, 7], 60, 60],
    [[11], 60, 59],
    [[6], 60, 54],
    [[2, 10], 72, 70],
  ])('moves into %j from %i to %i', (pitchClasses, from, to) => {
    expect(nearestPitch(pitchClasses, from)).toBe(to);
  });

  it('has nowhere to go in a chord without notes', () => {
    expect(() => nearestPitch([], 60)).toThrow(/at least one pitch class/);
  });
});
