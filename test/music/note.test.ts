import { describe, expect, it } from 'vitest';
import { cutNote, foldIntoMidiRange } from '../../src/music/note.js';

describe('foldIntoMidiRange', () => {
  it.each([
    [-1, 11],
    [-12, 0],
    [0, 0],
    [61, 61],
    [127, 127],
    [128, 116],
    [139, 127],
  ])('makes %d %d', (pitch, folded) => {
    expect(foldIntoMidiRange(pitch)).toBe(folded);
  });
});

describe('cutNote', () => {
  it.each([
    ['leaves what ends inside', [100, 50], [100, 50]],
    ['leaves what ends with the length', [100, 861], [100, 861]],
    ['cuts what ends later', [100, 900], [100, 861]],
    ['plays what begins at the end just before it', [961, 30], [960, 1]],
    ['plays what begins behind the end just before it', [975, 30], [960, 1]],
  ])('%s', (_, [startTicks = 0, durationTicks = 0], [start, duration]) => {
    const note = { pitch: 60, startTicks, durationTicks, velocity: 65, event: 3 };
    expect(cutNote(note, 961)).toEqual({ ...note, startTicks: start, durationTicks: duration });
  });
});
