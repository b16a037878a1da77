import { describe, expect, it } from 'vitest';
import { chordsNamed } from '../../composer/chord.js';
import { voiceChords, writtenChords } from '../../composer/voicing.js';

const RANGE = { lowest: 55, highest: 74 };
const PROGRESSIONS = ['C Am F G C', 'Dm9 G6 Bbmaj7 Am7', 'Ebmaj7 C13 Fm7 Bb13', 'Gm D7/F# Gm B5'];

describe('voiceChords', () => {
  it.each(PROGRESSIONS)('plays all the notes of %s and no others', (names) => {
    const chords = chordsNamed(names);
    for (const [place, voicing] of voiceChords(chords, RANGE).entries()) {
      const heard = voicing.map((pitch) => pitch % 12).sort((a, b) => a - b);
      const asked = [...(chords[place]?.pitchClasses ?? [])].sort((a, b) => a - b);
      expect(heard).toEqual(asked);
    }
  });

  it.each(PROGRESSIONS)('keeps the voices of %s in the range and in order', (names) => {
    for (const voicing of voiceChords(chordsNamed(names), RANGE)) {
      expect(voicing).toEqual([...voicing].sort((a, b) => a - b));
      expect(Math.min(...voicing)).toBeGreaterThanOrEqual(RANGE.lowest);
      expect(Math.max(...voicing)).toBeLessThanOrEqual(RANGE.highest);
    }
  });

  it('holds the common notes of two triads and moves the rest by a step', () => {
    const [first = [], second = []] = voiceChords(chordsNamed('C Am'), RANGE);
    const moves = second.map((pitch, voice) => Math.abs(pitch - (first[voice] ?? 0)));
    expect(moves.sort((a, b) => a - b)).toEqual([0, 0, 2]);
  });

  it('voices the same progression the same way each time it comes', () => {
    const chords = chordsNamed('Dm9 G6 Dm9 G6');
    expect(voiceChords(chords, RANGE)).toEqual(voiceChords(chords, RANGE));
  });
});

describe('writtenChords', () => {
  it('reads pitches between spaces and chords between commas', () => {
    expect(writtenChords('40 47 56, 127, 0 12')).toEqual([[40, 47, 56], [127], [0, 12]]);
  });

  it.each(['40 4x', '128', '40  47', '', '40,47', '-3', '60.5'])(
    'refuses %j in one line',
    (text) => {
      expect(() => writtenChords(text)).toThrow(
        /^Expected a pitch from 0 to 127 but received .*\.$/,
      );
    },
  );
});
