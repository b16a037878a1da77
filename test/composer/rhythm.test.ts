import { describe, expect, it } from 'vitest';
import { beatsOf, rhythm, soundsIn } from '../../composer/rhythm.js';

describe('rhythm', () => {
  it.each([
    ['w h q e s', [4, 2, 1, 0.5, 0.25]],
    ['h. q. e.', [3, 1.5, 0.75]],
    ['q3 e3 s3', [2 / 3, 1 / 3, 1 / 6]],
    ['e3*3', [1 / 3, 1 / 3, 1 / 3]],
  ])('reads %s', (text, beats) => {
    expect(rhythm(text).map((value) => value.beats)).toEqual(beats);
  });

  it('tells rests from notes', () => {
    const values = rhythm('q. e -h s*4 -e3');
    expect(values.map((value) => value.sounds)).toEqual([
      true,
      true,
      false,
      true,
      true,
      true,
      true,
      false,
    ]);
    expect(soundsIn(values)).toBe(6);
    expect(beatsOf(values)).toBeCloseTo(5 + 1 / 3);
  });

  it.each(['x', 'q..', '3e', 'q *2', 'q  q', ''])('refuses «%s»', (text) => {
    expect(() => rhythm(text)).toThrow(/Expected a note value/);
  });
});
