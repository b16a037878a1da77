import { expect, it } from 'vitest';
import { tempoText } from '../../src/music/tempoText.js';

it.each([
  [4, 4, '132 bpm'],
  [6, 4, '132 bpm'],
  [6, 8, '88 dotted quarters a minute'],
  [3, 8, '264 eighths a minute'],
  [7, 8, '264 eighths a minute'],
  [9, 16, '176 dotted eighths a minute'],
  [2, 2, '66 half notes a minute'],
  [2, 64, '2112 beats a minute'],
])('132 quarters a minute are, in %i/%i, %s', (beats, beatUnit, text) => {
  expect(tempoText(132, { beats, beatUnit })).toBe(text);
});
