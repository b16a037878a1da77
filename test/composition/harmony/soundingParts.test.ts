import { describe, expect, it } from 'vitest';
import { openSoundingParts } from '../../../src/composition/harmony/soundingParts.js';
import type { Note } from '../../../src/music/note.js';

const BARS = 5;
const chord = (pitches: readonly number[], startTicks = 0, durationTicks = 960): Note[] =>
  pitches.map((pitch) => ({ pitch, startTicks, durationTicks, velocity: 57 }));
const inBar = (bar: number, notes: readonly Note[]) =>
  Array.from({ length: BARS }, (_, index) => (index === bar ? notes : []));

function heard(...parts: { bars: (readonly Note[])[]; semitones?: number }[]) {
  const { add, soundingAt } = openSoundingParts(BARS, 1920);
  for (const { bars, semitones = 0 } of parts) add(bars, semitones);
  return soundingAt;
}

describe('what sounds', () => {
  it('is told for each pitch class as a share of a span', () => {
    const soundingAt = heard({ bars: inBar(1, [...chord([60]), ...chord([67], 480, 480)]) });
    const at = (ticks: number, spanTicks: number) => {
      const sounding = soundingAt({ bar: 1, ticks }, spanTicks);
      expect(sounding).toHaveLength(12);
      return [sounding[0], sounding[7]];
    };
    expect(at(0, 960)).toEqual([1, 0.5]);
    expect(at(0, 1920)).toEqual([0.5, 0.25]);
    expect(at(480, 480)).toEqual([1, 1]);
    expect(at(960, 960)).toEqual([0, 0]);
    // A moment is heard as well, and what comes early belongs to its bar.
    expect(at(480, 0)).toEqual([1, 1]);
    expect(at(-17, 240)).toEqual([1, 0]);
    expect(soundingAt({ bar: 0, ticks: 0 }, 1920).every((share) => share === 0)).toBe(true);
  });

  it('counts an eighth of a bar for as much of it as a note sounds', () => {
    const eighths = (startTicks: number, durationTicks: number) => {
      const soundingAt = heard({ bars: inBar(1, chord([60], startTicks, durationTicks)) });
      return [0, 300, 480, 720].map((ticks) => soundingAt({ bar: 1, ticks }, 240)[0]);
    };
    expect(eighths(60, 60)).toEqual([0.25, 0, 0, 0]);
    expect(eighths(120, 480)).toEqual([0.5, 1, 0.5, 0]);
    expect(eighths(0, 240)).toEqual([1, 0, 0, 0]);
  });

  it.each([
    [0, 1],
    [240, 1],
    [350, 1],
    [370, 0.5],
    [600, 1 / 3],
  ])('takes a span of %d ticks for the nearest number of eighths, at least one', (span, share) => {
    const soundingAt = heard({ bars: inBar(1, chord([60], 0, 240)) });
    expect(soundingAt({ bar: 1, ticks: 0 }, span)[0]).toBeCloseTo(share, 12);
  });

  it('takes a place behind the end of a bar for the last eighth of that bar', () => {
    const soundingAt = heard({ bars: inBar(1, chord([60], 1680, 240)) });
    expect(soundingAt({ bar: 1, ticks: 1930 }, 240)[0]).toBe(1);
  });

  it('is heard beyond the bar line: what comes, and what rings on to the end of the next bar', () => {
    const soundingAt = heard({ bars: inBar(1, [...chord([62]), ...chord([65], 960, 9999)]) });
    expect(soundingAt({ bar: 0, ticks: 960 }, 1920)[2]).toBeCloseTo(0.5, 12);
    expect(soundingAt({ bar: 2, ticks: 0 }, 1920)[5]).toBeCloseTo(1, 12);
    expect(soundingAt({ bar: 3, ticks: 0 }, 1920)[5]).toBe(0);
    // Beyond the last bar there is silence.
    expect(soundingAt({ bar: 4, ticks: 960 }, 1920)[2]).toBe(0);
    const last = heard({ bars: inBar(4, chord([60], 0, 9999)) });
    expect(last({ bar: 4, ticks: 960 }, 1920)[0]).toBeCloseTo(0.5, 12);
  });

  it('is that of all who have played, each from where it will be moved to, none more than throughout', () => {
    const soundingAt = heard(
      { bars: inBar(0, chord([60, 72], 0, 1920)) },
      { bars: inBar(0, chord([55, 59])), semitones: 5 },
      { bars: inBar(0, chord([0], 0, 1920)), semitones: -1 },
    );
    const sounding = [...soundingAt({ bar: 0, ticks: 0 }, 1920)];
    expect(sounding).toEqual([1, 0, 0, 0, 0.5, 0, 0, 0, 0, 0, 0, 1]);
  });

  it('begins early where a hand comes early, but not before the piece', () => {
    const early = chord([60], -240, 480);
    expect(heard({ bars: inBar(1, early) })({ bar: 0, ticks: 1680 }, 240)[0]).toBe(1);
    expect(heard({ bars: inBar(0, early) })({ bar: 0, ticks: 0 }, 480)[0]).toBe(0.5);
  });
});
