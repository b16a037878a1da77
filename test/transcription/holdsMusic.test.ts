import { describe, expect, it } from 'vitest';
import { holdsMusic } from '../../src/transcription/holdsMusic.js';

const stretch = (...durations: number[]) => ({
  fromSeconds: 0,
  toSeconds: 40,
  notes: durations.map((durationSeconds, i) => ({
    pitch: 60,
    startSeconds: i,
    durationSeconds,
    amplitude: 1,
  })),
});

describe('whether somebody plays', () => {
  it.each([
    ['nothing is heard', [stretch()], false],
    ['notes go by in a moment', [stretch(0.03, 0.09, 0.11), stretch(0.02, 0.3, 0.08)], false],
    ['one note sounds', [stretch(0.4)], true],
    ['a few short ones are heard, as in rain', [stretch(0.2, 0.14, 0.23)], false],
    ['there are many short ones', [stretch(...Array(12).fill(0.15))], true],
    ['half the notes last', [stretch(0.03, 0.3)], true],
    [
      'somebody plays now and then, in the wind',
      [stretch(0.03, 0.05), stretch(0.4, 0.5, 0.1)],
      true,
    ],
  ])('%s', (_, stretches, expected) => {
    expect(holdsMusic(stretches)).toBe(expected);
  });
});
