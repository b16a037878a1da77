import { describe, expect, it } from 'vitest';
import { play } from '../../composer/pianist.js';
import { AT_EASE } from '../../composer/touch.js';
import { seededRandom } from '../../src/math/random.js';
import { smallTake } from './takes.js';

const QUARTER = 480;
const NERVOUS = { ...AT_EASE, timingMs: 30, rollMs: 14, unevenness: 40 };

describe('play', () => {
  it('plays every written note once', () => {
    const { notes, lengthTicks } = play(smallTake(), seededRandom(3));
    expect(notes).toHaveLength(2 * (8 * 3 + 2));
    expect(lengthTicks).toBe(16 * QUARTER);
  });

  it('leans on the beat but never as far as half a twelfth of a quarter', () => {
    const { notes } = play(smallTake({ touch: NERVOUS }), seededRandom(3));
    const strays = notes.map(({ startTicks }) => startTicks - 40 * Math.round(startTicks / 40));
    expect(Math.max(...strays.map(Math.abs))).toBeLessThanOrEqual(16);
    expect(new Set(strays).size).toBeGreaterThan(8);
  });

  it('keeps what is written together within 30 milliseconds', () => {
    const { notes } = play(smallTake({ touch: NERVOUS }), seededRandom(3));
    const first = notes.filter(({ startTicks }) => startTicks < 100).map((note) => note.startTicks);
    expect(first).toHaveLength(4);
    expect(Math.max(...first) - Math.min(...first)).toBeLessThan(0.03 * 1.5 * QUARTER);
  });

  it('lifts a key before striking it again', () => {
    const { notes } = play(smallTake({ touch: NERVOUS }), seededRandom(3));
    for (const note of notes) {
      const again = notes.find(
        (other) => other.pitch === note.pitch && other.startTicks > note.startTicks,
      );
      if (again) expect(note.startTicks + note.durationTicks).toBeLessThan(again.startTicks);
    }
  });

  it('never strikes softer than 1 or harder than 127', () => {
    const { notes } = play(smallTake({ touch: { ...NERVOUS, unevenness: 200 } }), seededRandom(3));
    const velocities = notes.map(({ velocity }) => velocity);
    expect([Math.min(...velocities), Math.max(...velocities)]).toEqual([1, 127]);
  });

  it('lets the top of a chord stand out', () => {
    const { notes } = play(smallTake(), seededRandom(3));
    const mean = (pitch: number) => {
      const heard = notes.filter((note) => note.pitch === pitch);
      return heard.reduce((sum, note) => sum + note.velocity, 0) / heard.length;
    };
    expect(mean(67)).toBeGreaterThan(mean(60) + 3);
  });

  it('lets the right hand lead where both hands strike', () => {
    const calm = { ...AT_EASE, timingMs: 0, rollMs: 0 };
    const starts = (melodyLeadMs: number) => {
      const take = smallTake({ touch: { ...calm, melodyLeadMs } });
      const strokes = play(take, seededRandom(3)).notes.filter(
        ({ startTicks }) => Math.abs(startTicks - 4 * QUARTER) < 40,
      );
      const of = (hand: string) =>
        strokes.filter((note) => note.hand === hand).map(({ startTicks }) => startTicks);
      return { right: Math.max(...of('right')), left: Math.min(...of('left')) };
    };
    const led = starts(12);
    // 12 ms are 8.6 ticks at 90 a minute, less what a finger strays.
    expect(led.left - led.right).toBeGreaterThan(5);
    expect(Math.abs(starts(0).left - starts(0).right)).toBeLessThan(3);
  });

  it('changes the pedal after the new chord is struck', () => {
    const { pedal, notes } = play(smallTake(), seededRandom(3));
    expect(pedal).toHaveLength(8);
    const [, up, down] = pedal;
    const chordTicks = notes.find(({ startTicks }) => startTicks > 3.5 * QUARTER)?.startTicks ?? 0;
    expect(up).toMatchObject({ depth: 0 });
    expect(up?.atTicks).toBeGreaterThan(chordTicks);
    expect(down?.atTicks).toBeGreaterThan(up?.atTicks ?? Infinity);
    expect(down?.depth).toBeGreaterThanOrEqual(64);
  });

  it('plays the same with the same chance, and otherwise with another', () => {
    const once = play(smallTake(), seededRandom(3));
    expect(play(smallTake(), seededRandom(3))).toEqual(once);
    expect(play(smallTake(), seededRandom(4))).not.toEqual(once);
  });
});
