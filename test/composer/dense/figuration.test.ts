import { describe, expect, it } from 'vitest';
import { chordNamed, chordsNamed } from '../../../composer/chord.js';
import {
  broken,
  chordUnder,
  harmonised,
  inOctaves,
  inThirds,
  risingTones,
  scaleRun,
} from '../../../composer/dense/figuration.js';
import { line } from '../../../composer/passage.js';
import { rhythm } from '../../../composer/rhythm.js';
import { scaleNamed } from '../../../composer/theory.js';

const tune = line(rhythm('h q q'), [76, 74, 79], { velocity: 70 });
const pitchesOf = (passage: typeof tune) => passage.strokes.map(({ pitches }) => pitches);

describe('risingTones', () => {
  it.each([
    ['C', 36, [36, 40, 43, 48]],
    ['C/E', 36, [40, 43, 48, 52]],
    ['G7/F', 40, [41, 43, 47, 50]],
  ])('puts the bass of %s at the bottom, from %i upward', (name, lowest, expected) => {
    expect(risingTones(chordNamed(name), { lowest, count: 4 })).toEqual(expected);
  });
});

describe('chordUnder', () => {
  it.each([
    ['C', 76, 3, [67, 72, 76]],
    ['C', 77, 3, [67, 72, 77]],
    ['Dm7b5', 74, 4, [62, 65, 68, 74]],
    ['G7', 79, 1, [79]],
  ])('puts the nearest tones of %s under %i, %i in all', (name, top, notes, expected) => {
    expect(chordUnder(chordNamed(name), { top, notes })).toEqual(expected);
  });
});

describe('scaleRun', () => {
  it('steps through the scale from the degree nearest to a pitch, upward or downward', () => {
    const scale = scaleNamed('D minor');
    expect(scaleRun(scale, { from: 62, count: 4, step: 1 })).toEqual([62, 64, 65, 67]);
    expect(scaleRun(scale, { from: 63, count: 3, step: -2 })).toEqual([62, 58, 55]);
  });
});

describe('broken', () => {
  it('takes the tones in the order of the figure, the highest for places above it', () => {
    expect(broken([48, 52, 55], [0, 2, 1, 5])).toEqual([48, 55, 52, 55]);
  });
});

describe('harmonised', () => {
  it('puts the chord of its place under each note, as many notes as its stroke asks', () => {
    const full = harmonised(tune, chordsNamed('C G'), ({ lengthBeats }) =>
      lengthBeats > 1 ? 3 : 2,
    );
    expect(pitchesOf(full)).toEqual([
      [67, 72, 76],
      [71, 74],
      [74, 79],
    ]);
    expect(full.strokes.map(({ atBeats }) => atBeats)).toEqual([0, 2, 3]);
  });
});

describe('inOctaves and inThirds', () => {
  it('double each top note, and keep what lies between the octaves', () => {
    const full = harmonised(tune, chordsNamed('C'), () => 2);
    expect(pitchesOf(inOctaves(tune))[0]).toEqual([64, 76]);
    expect(pitchesOf(inOctaves(full))[0]).toEqual([64, 72, 76]);
    expect(pitchesOf(inThirds(tune, scaleNamed('C major')))).toEqual([
      [76, 79],
      [74, 77],
      [79, 83],
    ]);
  });
});
