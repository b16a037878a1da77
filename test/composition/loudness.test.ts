import { describe, expect, it } from 'vitest';
import { gainOfArea, trimOfTouch } from '../../src/composition/loudness.js';
import type { Note } from '../../src/music/note.js';

describe('gainOfArea', () => {
  it.each([
    [0.2, 0.2, 0],
    [0.1, 0.2, -3.01],
    [0.05, 0.2, -6.02],
    [0.0001, 0.2, -18],
  ])('an object of %d beside one of %d sounds at %d dB', (own, largest, gainDb) => {
    expect(gainOfArea(own, largest)).toBe(gainDb);
  });
});

/** So many strokes, one a beat, of one velocity. */
const strokes = (count: number, velocity: number, durationTicks = 300): Note[] =>
  Array.from({ length: count }, (_, i) => ({
    pitch: 50 + (i % 7),
    startTicks: i * 480,
    durationTicks,
    velocity,
  }));

describe('trimOfTouch', () => {
  it.each<[string, readonly Note[], readonly Note[], number]>([
    ['as many strokes as hard', strokes(13, 57), strokes(13, 57), 0],
    ['as many strokes, harder', strokes(13, 46), strokes(13, 35), -4.75],
    ['as many strokes, softer', strokes(13, 35), strokes(13, 46), 0],
    ['twice as many as hard', strokes(22, 57), strokes(11, 57), -3.01],
    ['a few hard ones beside many soft ones', strokes(3, 65), strokes(99, 35), 0],
    ['strokes held ten times as long', strokes(13, 57, 3000), strokes(13, 57), 0],
    [
      'one hard stroke among soft ones',
      [...strokes(4, 31), ...strokes(1, 93)],
      strokes(5, 31),
      -12,
    ],
    ['a machine beside one soft stroke', strokes(300, 97), strokes(1, 20), -12],
    ['a part without notes', [], strokes(5, 31), 0],
    ['any part beside a largest without notes', strokes(5, 31), [], 0],
    ['next to no difference', strokes(13, 57), [...strokes(12, 57), ...strokes(1, 58)], 0],
  ])('takes off for %s %#', (_, own, largest, trimDb) => {
    expect(trimOfTouch(own, largest)).toBeCloseTo(trimDb, 5);
  });
});
