import { describe, expect, it } from 'vitest';
import {
  FONT_LEVELS,
  LEVEL_ALPHABET,
  LEVEL_PITCHES,
  LEVEL_WINDOW_CENTRES,
  MEASURED_FONTS,
  OTHER_VELOCITIES,
} from '../../../src/composition/loudness/instrumentLevels.js';
import { noteEnvelope, strokePower } from '../../../src/composition/loudness/noteEnvelope.js';

const ORGAN = 19;
const XYLOPHONE = 13;
const HARP = 46;
const CLARINET = 71;

const decibels = (power: number | undefined) => 10 * Math.log10(power ?? 0);

describe('the table of levels', () => {
  it.each(MEASURED_FONTS)('of %s has every program at every pitch and window', (font) => {
    const letters = LEVEL_WINDOW_CENTRES.length + 1 + OTHER_VELOCITIES.length;
    const word = `[${LEVEL_ALPHABET}]{${letters}}`;
    const row = new RegExp(`^${word}( ${word}){${LEVEL_PITCHES.length - 1}}$`);
    expect(FONT_LEVELS[font]).toHaveLength(128);
    expect(FONT_LEVELS[font].filter((each) => !row.test(each))).toEqual([]);
  });

  it.each(MEASURED_FONTS)('of %s is relative to its loudest window', (font) => {
    const powers = FONT_LEVELS[font].flatMap((_, program) =>
      LEVEL_PITCHES.flatMap((pitch) => [...noteEnvelope(font, { program, pitch }).held]),
    );
    // The loudest of the measured pitches; those that are kept are means over an octave.
    expect(Math.max(...powers)).toBeLessThanOrEqual(1);
    expect(Math.max(...powers)).toBeGreaterThan(0.5);
  });
});

describe.each(MEASURED_FONTS)('a note on %s', (font) => {
  it('keeps its level on an organ and loses it on a xylophone', () => {
    const organ = noteEnvelope(font, { program: ORGAN, pitch: 60 }).held;
    const xylophone = noteEnvelope(font, { program: XYLOPHONE, pitch: 60 }).held;
    expect(Math.abs(decibels(organ[20]) - decibels(organ[5]))).toBeLessThan(4);
    expect(decibels(xylophone[20]) - decibels(xylophone[0])).toBeLessThan(-20);
  });

  it('rings on after the key on a harp, and hardly on a clarinet', () => {
    const rest = (program: number) =>
      noteEnvelope(font, { program, pitch: 60 }).released.reduce((sum, power) => sum + power, 0);
    expect(rest(HARP)).toBeGreaterThan(2 * rest(CLARINET));
  });

  it('lies in dB between those of the measured pitches beside it', () => {
    const at = (pitch: number) => decibels(noteEnvelope(font, { program: 4, pitch }).held[0]);
    expect(at(66)).toBeCloseTo((at(60) + at(72)) / 2, 5);
    expect(at(127)).toBe(at(96));
    expect(at(0)).toBe(at(24));
  });

  it.each([
    [1, 10],
    [20, 35],
    [118, 127],
  ])('follows the General MIDI law beyond the measured velocities, from %i to %i', (soft, hard) => {
    const envelope = noteEnvelope(font, { program: 4, pitch: 60 });
    const changeDb = decibels(strokePower(envelope, hard)) - decibels(strokePower(envelope, soft));
    expect(changeDb).toBeCloseTo(40 * Math.log10(hard / soft), 5);
  });

  it('never grows again at the end, and no hard stroke is softer than a soft one', () => {
    for (const [program] of FONT_LEVELS[font].entries()) {
      const envelope = noteEnvelope(font, { program, pitch: 60 });
      const { held } = envelope;
      expect(held.at(-1)).toBeLessThanOrEqual((held[30] as number) * 1.0001);
      expect(strokePower(envelope, 80)).toBe(1);
      expect(strokePower(envelope, 112)).toBeGreaterThan(strokePower(envelope, 36));
    }
  });
});
