import { describe, expect, it } from 'vitest';
import {
  FONT_LEVELS,
  LEVEL_ALPHABET,
  LEVEL_PITCHES,
  LEVEL_WINDOW_CENTRES,
  MEASURED_FONTS,
  OTHER_VELOCITIES,
} from '../../../src/composition/loudness/instrumentLevels.js';
import { noteEnvelope, notePower } from '../../../src/composition/loudness/noteEnvelope.js';

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
  /** What the table says of a program at a measured pitch, as numbers. */
  const letters = (program: number, pitch: number) => {
    const word = FONT_LEVELS[font][program]?.split(' ')[LEVEL_PITCHES.indexOf(pitch)] ?? '';
    return [...word].map((letter) => LEVEL_ALPHABET.indexOf(letter));
  };
  const WINDOWS = LEVEL_WINDOW_CENTRES.length;
  const measured = [4, ORGAN, 69].flatMap((program) =>
    LEVEL_PITCHES.map((pitch) => ({ program, pitch })),
  );

  it.each(measured)(
    'runs in dB on straight lines through the levels of the table, program $program, key $pitch',
    ({ program, pitch }) => {
      const levels = letters(program, pitch);
      const { held } = noteEnvelope(font, { program, pitch });
      const [lastCentre, before] = [LEVEL_WINDOW_CENTRES.at(-1), LEVEL_WINDOW_CENTRES.at(-2)] as [
        number,
        number,
      ];
      const drop =
        ((levels[WINDOWS - 1] ?? 0) - (levels[WINDOWS - 2] ?? 0)) / (lastCentre - before);
      // Eight seconds; what decays goes on decaying, and nothing swells.
      expect(held).toHaveLength(80);
      for (const [step, power] of held.entries()) {
        const next = LEVEL_WINDOW_CENTRES.findIndex((centre) => centre >= step);
        const [from, to] = LEVEL_WINDOW_CENTRES.slice(next - 1, next + 1) as [number, number];
        const share = (step - from) / (to - from);
        const below =
          step === 0
            ? levels[0]
            : next < 0
              ? (levels[WINDOWS - 1] ?? 0) + Math.max(0, drop) * (step - lastCentre)
              : (1 - share) * (levels[next - 1] ?? 0) + share * (levels[next] ?? 0);
        expect(decibels(power)).toBeCloseTo(-(below ?? Number.NaN), 3);
      }
    },
  );

  it.each(measured)(
    'dies away by so many quarters of a dB in 100 ms, program $program, key $pitch',
    ({ program, pitch }) => {
      const { released } = noteEnvelope(font, { program, pitch });
      const drop = (letters(program, pitch)[WINDOWS] ?? Number.NaN) / 4;
      expect(released).toHaveLength(16);
      for (const [step, power] of released.entries())
        expect(decibels(power)).toBeCloseTo(-drop * (step + 1), 2);
    },
  );

  it.each(measured)(
    'is as much softer and louder as was measured, program $program, key $pitch',
    ({ program, pitch }) => {
      const envelope = noteEnvelope(font, { program, pitch });
      const changes = letters(program, pitch)
        .slice(WINDOWS + 1)
        .map((halves) => halves / 2);
      const level = (velocity: number) => decibels(notePower(envelope, velocity));
      const [of36 = 0, of56 = 0, of112 = 0] = changes;
      expect([36, 56, 80, 112].map(level).map((each) => each.toFixed(6))).toEqual(
        [-of36, -of56, 0, of112].map((each) => (each + 0).toFixed(6)),
      );
      // Between them on straight lines over the logarithm of velocity.
      expect(level(Math.sqrt(36 * 56))).toBeCloseTo(-(of36 + of56) / 2, 6);
      expect(level(Math.sqrt(56 * 80))).toBeCloseTo(-of56 / 2, 6);
      expect(level(Math.sqrt(80 * 112))).toBeCloseTo(of112 / 2, 6);
    },
  );

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
    const changeDb = decibels(notePower(envelope, hard)) - decibels(notePower(envelope, soft));
    expect(changeDb).toBeCloseTo(40 * Math.log10(hard / soft), 5);
  });

  it('never grows again at the end, and no hard stroke is softer than a soft one', () => {
    for (const [program] of FONT_LEVELS[font].entries()) {
      const envelope = noteEnvelope(font, { program, pitch: 60 });
      const { held } = envelope;
      expect(held.at(-1)).toBeLessThanOrEqual((held[30] as number) * 1.0001);
      expect(notePower(envelope, 80)).toBe(1);
      expect(notePower(envelope, 112)).toBeGreaterThan(notePower(envelope, 36));
    }
  });
});
