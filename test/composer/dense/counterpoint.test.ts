import { describe, expect, it } from 'vitest';
import { counterpoint } from '../../../composer/dense/counterpoint.js';
import { line, type Stroke } from '../../../composer/passage.js';
import { rhythm } from '../../../composer/rhythm.js';
import { scaleNamed } from '../../../composer/theory.js';
import { seededRandom } from '../../../src/math/random.js';

const scale = scaleNamed('C major');
const given = line(rhythm('s*16'), [72, 74, 76, 77, 79, 77, 76, 74], { velocity: 80 });
const options = {
  scale,
  values: rhythm('e*4 q. -e'),
  range: { lowest: 45, highest: 62 },
  side: 'below',
  velocity: 60,
  hand: 'left',
} as const;
const pitchOf = ({ pitches }: Stroke) => pitches[0] as number;

describe('counterpoint', () => {
  it.each([1, 2, 3])(
    'is consonant with what sounds, in its own rhythm and range (seed %i)',
    (seed) => {
      const { strokes, lengthBeats } = counterpoint(given, {
        ...options,
        random: seededRandom(seed),
      });
      expect(lengthBeats).toBe(4);
      expect(strokes.map(({ atBeats }) => atBeats)).toEqual([0, 0.5, 1, 1.5, 2]);
      for (const stroke of strokes) {
        const sounding = given.strokes.find(({ atBeats }) => atBeats === stroke.atBeats) as Stroke;
        // Thirds, sixths and octaves of C major, in semitones.
        expect([0, 3, 4, 8, 9]).toContain((pitchOf(sounding) - pitchOf(stroke)) % 12);
        expect(pitchOf(stroke)).toBeGreaterThanOrEqual(45);
        expect(pitchOf(stroke)).toBeLessThanOrEqual(62);
        expect(stroke.hand).toBe('left');
      }
    },
  );

  it('moves by small steps and hardly repeats a note', () => {
    const values = rhythm('e*8');
    const { strokes } = counterpoint(given, { ...options, values, random: seededRandom(4) });
    const steps = strokes
      .slice(1)
      .map((stroke, i) => pitchOf(stroke) - pitchOf(strokes[i] as Stroke));
    expect(steps.filter((step) => step === 0).length).toBeLessThanOrEqual(2);
    expect(Math.max(...steps.map(Math.abs))).toBeLessThanOrEqual(9);
  });

  it('lies above where it is asked to', () => {
    const range = { lowest: 79, highest: 96 };
    const above = counterpoint(given, {
      ...options,
      range,
      side: 'above',
      random: seededRandom(5),
    });
    expect(Math.min(...above.strokes.map(pitchOf))).toBeGreaterThanOrEqual(79);
  });
});
