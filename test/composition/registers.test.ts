import { describe, expect, it } from 'vitest';
import { separateRegisters } from '../../src/composition/registers.js';

/** A part that plays a scale around a pitch, in some of the bars of a piece. */
const voice = (centre: number, { bars = [0, 1, 2, 3], semitones = 0 } = {}) => ({
  semitones,
  notes: bars.flatMap((bar) =>
    [-5, -3, 0, 2, 4].map((step, i) => ({
      pitch: centre + step,
      startTicks: bar * 1920 + i * 240,
      durationTicks: 240,
      velocity: 57,
    })),
  ),
});
const noteOf = (pitch: number, startTicks: number, durationTicks: number) => ({
  pitch,
  startTicks,
  durationTicks,
  velocity: 57,
});
const separate = (...voices: ReturnType<typeof voice>[]) => separateRegisters(voices, 1920);

describe('separateRegisters', () => {
  it.each([
    ['apart already: nobody moves', [voice(60), voice(76)], [0, 0]],
    ['on top of one another: the smaller moves', [voice(60), voice(60)], [0, -12]],
    ['a little higher: the smaller moves up', [voice(60), voice(63)], [0, 12]],
    ['three in one place spread out', [voice(60), voice(61), voice(60)], [0, 12, -12]],
    [
      'in one place, but not at one time',
      [voice(60, { bars: [0, 1] }), voice(60, { bars: [2, 3] })],
      [0, 0],
    ],
    ['taken below: the other way', [voice(60), voice(48), voice(60)], [0, 0, 12]],
    ['taken above: the other way', [voice(60), voice(72), voice(60)], [0, 0, -12]],
    ['no room below: the other way', [voice(40), voice(40)], [0, 12]],
    ['down to E1, the lowest of a double bass', [voice(45), voice(45)], [0, -12]],
    ['not a semitone below it', [voice(44), voice(44)], [0, 12]],
    ['up to G7', [voice(87), voice(87), voice(87)], [0, -12, 12]],
    ['not a semitone above it', [voice(88), voice(88), voice(88)], [0, -12, 0]],
    ['no room above: the other way', [voice(98), voice(98)], [0, -12]],
    [
      'a key to move by already: the octave that stays near',
      [voice(60), voice(58, { semitones: 5 })],
      [0, -7],
    ],
    ['one alone', [voice(60, { semitones: 0 })], [0]],
  ])('%s', (_, voices, moves) => {
    expect(separate(...voices)).toEqual(moves);
  });

  it.each([
    ['a quarter and more', 26, 12],
    ['less than a quarter', 24, 0],
  ])('moves a part if that frees %s of its music', (_, percent, move) => {
    const drone = { semitones: 0, notes: [noteOf(60, 0, 1000)] };
    const mostlyAbove = {
      semitones: 0,
      notes: [noteOf(60, 0, 10 * percent), noteOf(72, 10 * percent, 1000 - 10 * percent)],
    };
    expect(separate(drone, mostlyAbove)).toEqual([0, move]);
  });

  it('takes parts for sounding together that play in the same bars, if not at the same moments', () => {
    const late = {
      ...voice(60),
      notes: voice(60).notes.map((note) => ({ ...note, startTicks: note.startTicks + 100 })),
    };
    expect(separate(voice(60), late)).toEqual([0, -12]);
  });

  it('never moves anybody farther than an octave from where it was recorded', () => {
    for (let semitones = -5; semitones <= 6; semitones++) {
      const [, , move = 0] = separate(voice(60), voice(60), voice(60, { semitones }));
      expect(Math.abs(move)).toBeLessThanOrEqual(12);
      expect((((move - semitones) % 12) + 12) % 12).toBe(0);
    }
  });

  it('bears a part without notes', () => {
    expect(separate(voice(60), voice(60, { bars: [] }), voice(76))).toEqual([0, 0, 0]);
  });
});
