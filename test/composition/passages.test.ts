import { describe, expect, it } from 'vitest';
import { cutBars, placeInMaterial, stepOfBar } from '../../src/composition/passages.js';
import { ownTicks } from '../../src/composition/timing.js';
import { STEP_TICKS } from '../../src/events/events.js';
import type { Note } from '../../src/music/note.js';
import { ticksPerBar } from '../../src/music/time.js';
import { formOf, plannedPart, planOf } from './plans.js';

const note = (pitch: number, startTicks: number, durationTicks = 240): Note => ({
  pitch,
  startTicks,
  durationTicks,
  velocity: 57,
});

/** A part that plays passages of so many bars, a bar of rest between them, in a piece of 16 bars in 4/4. */
function planned(
  lengths: readonly number[],
  {
    stretch = 1,
    beats = 4,
    tempoBpm = 90,
    from = 0,
  }: { stretch?: number; beats?: number; tempoBpm?: number | null; from?: number } = {},
) {
  let firstBar = from;
  const passages = lengths.map((bars): [number, number] => {
    firstBar += bars + 1;
    return [firstBar - bars - 1, bars];
  });
  const part = plannedPart('cup', { passages, stretch, beats, tempoBpm });
  const form = formOf(Array.from({ length: 16 }, (_, bar) => bar));
  return { plan: planOf([part], { form }), part };
}

/** The bars that have notes, with pitch, start and duration of each. */
function cut(notes: readonly Note[], where: ReturnType<typeof planned>) {
  return cutBars(notes, where).flatMap((own, bar) =>
    own.length > 0 ? [[bar, ...own.map((n) => [n.pitch, n.startTicks, n.durationTicks])]] : [],
  );
}

describe('cutBars', () => {
  it('cuts a phrase at bar lines, has a list for each bar of material, and lets notes ring on', () => {
    const notes = [note(60, 0), note(61, 1800, 960), note(62, 1920), note(63, 5700, 2000)];
    const where = planned([1, 2]);
    expect(cutBars(notes, where)).toHaveLength(where.plan.form.material.length);
    expect(cut(notes, where)).toEqual([
      [0, [60, 0, 240], [61, 1800, 960]],
      [2, [62, 0, 240]],
      [3, [63, 1860, 2000]],
    ]);
  });

  it('leaves out what a phrase holds beyond its passages', () => {
    expect(cut([note(60, 0), note(61, 1920), note(62, 9999)], planned([1]))).toEqual([
      [0, [60, 0, 240]],
    ]);
  });

  it('keeps the seconds of a phrase without a beat', () => {
    // 0.75 s and 2.5 s at 120, in a piece at 90: 540 and 1800 ticks; its own bars do not count.
    const notes = [note(60, 720, 480), note(61, 2400, 480)];
    const free = planned([2], { stretch: 90 / 120, tempoBpm: null });
    expect(cut(notes, free)).toEqual([[0, [60, 540, 360], [61, 1800, 360]]]);
    const late = planned([3], { stretch: 90 / 120, tempoBpm: null });
    expect(cut([note(60, 2880, 480)], late)).toEqual([[1, [60, 240, 360]]]);
  });

  it.each([
    [0.25, 1920 - 18],
    [1, 1920 - 18],
    [4, 1920 - 18],
  ])('gives a hand that came early to the bar that it was meant for, at stretch %d', (stretch) => {
    const barTicks = 1920 / stretch;
    const notes = [note(60, 3), note(61, barTicks - 18, 480)];
    const [first, second] = cutBars(notes, planned([2], { stretch }));
    expect(first?.map(({ pitch }) => pitch)).toEqual([60]);
    expect(second?.map(({ startTicks }) => startTicks)).toEqual([Math.round(-18 * stretch)]);
    // At the beginning of a passage there is no bar to come early from.
    const [ended, , begun] = cutBars(notes, planned([1, 1], { stretch }));
    expect(ended?.map(({ pitch }) => pitch)).toEqual([60]);
    expect(begun?.map(({ pitch, startTicks }) => [pitch, startTicks])).toEqual(
      ownTicks(1920, { stretch, timeSignature: { beats: 4, beatUnit: 4 } }) === barTicks
        ? [[61, 0]]
        : [],
    );
  });

  it.each([
    [1899, [0, [60, 0, 240], [61, 1899, 240]]],
    [1900, [0, [60, 0, 240]], [2, [61, 0, 240]]],
  ])(
    'takes what comes half a grid step ahead of a passage for early, not more: tick %d',
    (at, ...bars) => {
      expect(cut([note(60, 0), note(61, at)], planned([1, 1]))).toEqual(bars);
    },
  );

  it('rounds durations to the nearest tick, and keeps what is rounded up to the end of a passage in it', () => {
    const notes = [note(60, 0, 241), note(61, 3819, 243)];
    expect(cut(notes, planned([1, 1], { stretch: 0.5 }))).toEqual([
      [0, [60, 0, 121], [61, 1910, 122]],
    ]);
  });

  it('lets a part in another metre start each passage at a bar line of its own', () => {
    const waltz = Array.from({ length: 6 }, (_, bar) => note(60 + bar, bar * 1440));
    // Two bars of the piece hold two and two thirds of the waltz's: its fourth begins the next passage.
    expect(cut(waltz, planned([2, 2], { beats: 3 }))).toEqual([
      [0, [60, 0, 240], [61, 1440, 240]],
      [1, [62, 960, 240]],
      [3, [63, 0, 240], [64, 1440, 240]],
      [4, [65, 960, 240]],
    ]);
  });

  it.each([
    [
      0.25,
      [480, 7680],
      [
        [0, [60, 120, 60]],
        [2, [61, 0, 60]],
      ],
    ],
    [
      0.5,
      [480, 3840],
      [
        [0, [60, 240, 120]],
        [2, [61, 0, 120]],
      ],
    ],
    [
      2,
      [480, 1920],
      [
        [0, [60, 960, 480]],
        [2, [61, 0, 480]],
      ],
    ],
    [
      4,
      [120, 1920],
      [
        [0, [60, 480, 960]],
        [2, [61, 0, 960]],
      ],
    ],
  ])('plays at stretch %d', (stretch, [first, second], bars) => {
    const notes = [note(60, first as number), note(61, second as number)];
    expect(cut(notes, planned([1, 1], { stretch }))).toEqual(bars);
  });

  it('lets an object that would rest throughout start with its first note, in its first passage', () => {
    expect(cut([note(60, 1200), note(62, 1440)], planned([1], { stretch: 2 }))).toEqual([
      [0, [60, 0, 480], [62, 480, 480]],
    ]);
    const late = planned([1, 1], { from: 3 });
    expect(cut([note(60, 8000), note(62, 8000 + 1920)], late)).toEqual([
      [3, [60, 0, 240]],
      [5, [62, 0, 240]],
    ]);
    // One that plays in some passage rests in the others as it likes.
    expect(cut([note(60, 2000)], planned([1, 1]))).toEqual([[2, [60, 80, 240]]]);
    expect(cut([], planned([1]))).toEqual([]);
  });

  it('keeps whatever else a note carries, none shorter than a tick', () => {
    const marked = { ...note(60, 3, 1), event: 17 };
    const bars = cutBars([marked], planned([1], { stretch: 0.25 }));
    expect(bars[0]).toEqual([{ ...marked, startTicks: 1 }]);
  });

  it('has the notes of a bar in order of playing', () => {
    const notes = [note(67, 0), note(60, 0), note(64, 1905), note(72, 1925), note(48, 1920)];
    const [first, second] = cutBars(notes, planned([2]));
    expect(first?.map(({ pitch }) => pitch)).toEqual([60, 67]);
    expect(second?.map(({ pitch }) => pitch)).toEqual([64, 48, 72]);
  });
});

describe('stepOfBar', () => {
  it.each([0.25, 0.5, 1, 2])(
    'is where a bar of material begins in the phrase, at stretch %d',
    (stretch) => {
      const { part } = planned([2, 1, 3], { stretch, from: 1 });
      const placeOf = placeInMaterial(part, 1920);
      for (const bar of [1, 2, 4, 6, 7, 8]) {
        const step = stepOfBar(part, { bar, barTicks: 1920 });
        expect(placeOf(step as number)).toEqual({ bar, ticks: 0 });
      }
      for (const bar of [0, 3, 5, 9])
        expect(stepOfBar(part, { bar, barTicks: 1920 })).toBeUndefined();
    },
  );

  it('counts passages of another metre from a bar line of its own', () => {
    const { part } = planned([1, 2], { beats: 3 });
    const steps = [0, 1, 2, 3].map((bar) => stepOfBar(part, { bar, barTicks: 1920 }));
    // A bar of 4/4 takes two bars of 3/4, of 36 steps each.
    expect(steps).toEqual([0, undefined, 72, 120]);
  });

  it('is none for a bar that begins beside the grid', () => {
    const { part } = planned([2], { stretch: 0.725, tempoBpm: null });
    expect(stepOfBar(part, { bar: 0, barTicks: 1920 })).toBe(0);
    expect(stepOfBar(part, { bar: 1, barTicks: 1920 })).toBeUndefined();
  });
});

describe('placeInMaterial', () => {
  it.each([0.25, 0.5, 1, 2, 4, 0.725])(
    'finds for every grid position the place where its note is cut to, at stretch %d',
    (stretch) => {
      for (const beats of [4, 3]) {
        const where = planned([2, 1, 3], { stretch, beats, from: 1 });
        const placeOf = placeInMaterial(where.part, ticksPerBar(where.plan.timeSignature));
        const { timeSignature } = where.part.decoder;
        const own = [2, 1, 3].map((bars) => ownTicks(bars * 1920, { stretch, timeSignature }));
        const steps = own.reduce((sum, ticks) => sum + ticks) / STEP_TICKS;
        // Tick 0 is played, so that no phrase is shifted to its first note.
        for (let step = 1; step < steps; step += 5) {
          const phrase = [note(40, 0), note(60, step * STEP_TICKS)];
          const bars = cutBars(phrase, where);
          const found = bars.flatMap((notes, bar) =>
            notes.flatMap(({ pitch, startTicks }) =>
              pitch === 60 ? [{ bar, ticks: startTicks }] : [],
            ),
          );
          const place = placeOf(step);
          // What stands within half a step of a bar line may be cut to either side of it.
          const isAtLine = place && 1920 - place.ticks <= (STEP_TICKS / 2) * stretch;
          if (isAtLine) continue;
          expect(found).toHaveLength(place ? 1 : 0);
          if (!place) continue;
          expect(found[0]?.bar).toBe(place.bar);
          expect(Math.abs((found[0]?.ticks as number) - place.ticks)).toBeLessThanOrEqual(0.5);
        }
      }
    },
  );

  it('takes what comes before the first bar line into the first bar, and ends with the last passage', () => {
    const { part } = planned([1, 1], { from: 2 });
    const placeOf = placeInMaterial(part, 1920);
    expect(placeOf(-3)).toEqual({ bar: 2, ticks: 0 });
    expect(placeOf(0)).toEqual({ bar: 2, ticks: 0 });
    expect(placeOf(12)).toEqual({ bar: 2, ticks: 480 });
    expect(placeOf(48)).toEqual({ bar: 4, ticks: 0 });
    expect(placeOf(96)).toBeUndefined();
  });

  it('knows no place in what a part plays beyond a passage, to the end of a bar of its own', () => {
    const { part } = planned([1, 1], { beats: 3 });
    const placeOf = placeInMaterial(part, 1920);
    // A bar of 4/4 takes two of 3/4, the last third of which is not heard.
    expect(placeOf(47)).toEqual({ bar: 0, ticks: 1880 });
    expect(placeOf(48)).toBeUndefined();
    expect(placeOf(71)).toBeUndefined();
    expect(placeOf(72)).toEqual({ bar: 2, ticks: 0 });
  });
});
