import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TRIADS, type Triad, tonesOf } from '../../../src/composition/harmony/chord.js';
import { releaseAtChange } from '../../../src/composition/harmony/releaseAtChange.js';
import type { Note } from '../../../src/music/note.js';

const C: Triad = { root: 0, quality: 'major' };
const F: Triad = { root: 5, quality: 'major' };
const G: Triad = { root: 7, quality: 'major' };
const HALF_BAR = 960;

const note = (pitch: number, startTicks: number, durationTicks: number): Note => ({
  pitch,
  startTicks,
  durationTicks,
  velocity: 57,
});
/** Where a note ends under triads of half a bar each. */
const endOf = (triads: readonly (Triad | undefined)[], own: Note): number => {
  const [kept] = releaseAtChange([own], { triads, triadTicks: HALF_BAR }) as [Note];
  return kept.startTicks + kept.durationTicks;
};

describe('releaseAtChange', () => {
  it.each([
    ['a tone of the next triad rings on', [C, G], note(67, 0, 1920), 1920],
    [
      'a note a semitone from one of its tones ends where it begins',
      [C, G],
      note(60, 0, 1920),
      960,
    ],
    ['a note that rubs against none rings on', [C, G], note(64, 0, 1920), 1920],
    ['what ends before the change is left', [C, G], note(60, 0, 700), 700],
    ['what ends with the change is left', [C, G], note(60, 0, 960), 960],
    [
      'a note ends at the first triad that it rubs against',
      [C, C, G, F],
      note(64, 100, 9000),
      2880,
    ],
    ['a common tone rings through two changes', [C, F, C], note(72, 240, 2500), 2740],
    ['nothing happens where no triad is laid down', [C, undefined], note(61, 0, 1920), 1920],
    ['nothing happens beyond the last triad', [C], note(61, 0, 5000), 5000],
    ['what is struck just before a change is a suspension', [C, G], note(60, 850, 700), 1550],
    ['what has sounded for as long as a triad is none', [C, G], note(60, 0, 1200), 960],
    ['what is struck a tick later is one', [C, G], note(60, 1, 1200), 1201],
    ['a suspension ends at the change after', [C, G, F], note(64, 850, 2000), 1920],
    ['what is struck on a change lives until the next one', [C, G, G], note(60, 960, 1200), 2160],
  ])('%s', (_, triads, own, end) => {
    expect(endOf(triads, own)).toBe(end);
  });

  it('only ever shortens, to where a triad begins, and keeps what sounds for a moment', () => {
    const notes = fc.array(
      fc.record({
        pitch: fc.integer({ min: 21, max: 108 }),
        startTicks: fc.integer({ min: 0, max: 8000 }),
        durationTicks: fc.integer({ min: 1, max: 6000 }),
        velocity: fc.constant(57),
        event: fc.nat({ max: 9 }),
      }),
    );
    const triads = fc.array(fc.option(fc.constantFrom(...TRIADS), { nil: undefined }), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(notes, triads, (own, laid) => {
        const released = releaseAtChange(own, { triads: laid, triadTicks: HALF_BAR });
        expect(released).toHaveLength(own.length);
        for (const [i, after] of released.entries()) {
          const before = own[i] as Note;
          expect({ ...after, durationTicks: 0 }).toEqual({ ...before, durationTicks: 0 });
          expect(after.durationTicks).toBeLessThanOrEqual(before.durationTicks);
          expect(after.durationTicks).toBeGreaterThan(0);
          if (after.durationTicks === before.durationTicks) continue;
          const end = after.startTicks + after.durationTicks;
          expect(end % HALF_BAR).toBe(0);
          const next = laid[end / HALF_BAR] as Triad;
          expect(tonesOf(next)).not.toContain(before.pitch % 12);
        }
      }),
      { seed: 4, numRuns: 200 },
    );
  });
});
