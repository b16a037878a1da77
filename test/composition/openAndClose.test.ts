import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closeTogether, extendToEnd, openAtOnce } from '../../src/composition/openAndClose.js';
import type { Note } from '../../src/music/note.js';

const note = (pitch: number, startTicks: number, durationTicks = 240): Note => ({
  pitch,
  startTicks,
  durationTicks,
  velocity: 57,
});
const timeSignature = { beats: 3, beatUnit: 4 };
const times = (parts: readonly (readonly Note[])[]) =>
  parts.map((notes) => notes.map((n) => [n.startTicks, n.durationTicks]));

describe('openAtOnce', () => {
  it('lets who begins first begin at once, if nobody does within the first beat', () => {
    const parts = [[note(60, 1900)], [note(62, 700, 200), note(65, 700, 500), note(67, 960)], []];
    expect(times(openAtOnce(parts, timeSignature))).toEqual([
      [[1900, 240]],
      [
        [0, 900],
        [0, 1200],
        [960, 240],
      ],
      [],
    ]);
  });

  it('takes the second beat for no beginning', () => {
    expect(times(openAtOnce([[note(60, 480, 200)]], timeSignature))).toEqual([[[0, 680]]]);
  });

  it.each([0, 17, 479])('leaves a piece as it is that begins at tick %d', (startTicks) => {
    const parts = [[note(60, 2000)], [note(62, startTicks)]];
    expect(openAtOnce(parts, timeSignature)).toEqual(parts);
  });

  it('leaves silence alone', () => {
    expect(openAtOnce([[], []], timeSignature)).toEqual([[], []]);
  });
});

describe('closeTogether', () => {
  /** In C major; bars of 3/4, the last of which begins at tick 4320. */
  const close = (parts: readonly (readonly Note[])[], rest?: readonly [number, number, number]) =>
    closeTogether(parts, { bars: 4, timeSignature, rest: rest ?? undefined });
  const pitches = (parts: readonly (readonly Note[])[]) =>
    parts.map((notes) => notes.map(({ pitch }) => pitch));
  const C_MAJOR = [0, 4, 7] as const;

  it('stops everyone with the first onset of the last bar where any is as good', () => {
    const parts = [
      [note(60, 4000), note(62, 4330), note(65, 4330), note(67, 5000)],
      [note(50, 3000)],
      [note(72, 5500, 100)],
      [],
    ];
    expect(times(close(parts))).toEqual([
      [
        [4000, 240],
        [4330, 240],
        [4330, 240],
      ],
      [[3000, 240]],
      [[5500, 100]],
      [],
    ]);
  });

  it('stops each part with its first onset that holds the tonic, and keeps the triad’s tones of it', () => {
    const before = [note(65, 0), note(65, 960), note(65, 1920), note(65, 2880)];
    const parts = [
      [...before, note(64, 4330), note(67, 4330), note(48, 4800), note(50, 4800), note(55, 4800)],
      [...before, note(62, 4400), note(60, 4700), note(71, 4700), note(72, 5100)],
    ];
    expect(pitches(close(parts, C_MAJOR)).map((own) => own.slice(before.length))).toEqual([
      [48, 55],
      [60],
    ]);
  });

  it('takes another tone of the triad where a part has no tonic', () => {
    const parts = [[note(48, 4320)], [note(50, 0), note(62, 4330), note(67, 4600), note(64, 5000)]];
    expect(pitches(close(parts, C_MAJOR))).toEqual([[48], [50, 67]]);
  });

  it('lets a part that has most of its notes in the last bar play on until it has half of them', () => {
    const scale = [60, 62, 64, 65, 60, 69, 71, 72].map((pitch, i) => note(pitch, 4320 + i * 120));
    const parts = [
      [note(48, 0), note(48, 4320)],
      [note(67, 0), ...scale],
    ];
    expect(pitches(close(parts, C_MAJOR))).toEqual([
      [48, 48],
      [67, 60, 62, 64, 65, 60],
    ]);
    // Where nothing that it could stop with comes later, it stops with what came last.
    const parting = [
      parts[0] as Note[],
      [note(67, 0), ...scale.slice(0, 4), note(69, 4900), note(71, 5000)],
    ];
    expect(pitches(close(parting, C_MAJOR))[1]).toEqual([67, 60, 62, 64]);
  });

  it.each([
    [5, 4],
    [6, 4],
    [7, 5],
  ])(
    'stops a part of two onsets before the last bar and %d in it with its onset number %d, by which it has half of them',
    (count, kept) => {
      const notesAt = (pitch: number) =>
        Array.from({ length: count }, (_, i) => note(pitch, 4320 + i * 120));
      const before = [note(52, 0), note(55, 960)];
      const closed = close([[note(60, 4320)], [...before, ...notesAt(52)]], C_MAJOR)[1];
      // Above the bass, for it plays on.
      expect(closed).toEqual([...before, ...notesAt(64)].slice(0, kept));
    },
  );

  it('counts notes and not onsets: a part of full chords in the last bar keeps half of them', () => {
    const before = [0, 960, 1920, 2880].map((ticks) => note(76, ticks));
    const chords = [4320, 4560, 4800, 5040].map((ticks) =>
      [72, 76, 79].map((pitch) => note(pitch, ticks)),
    );
    const closed = close([[note(60, 4320)], [...before, ...chords.flat()]], C_MAJOR)[1];
    expect(closed).toEqual([...before, ...chords.slice(0, 2).flat()]);
  });

  it('keeps no foreign tone of the onset by which a part that plays on stops', () => {
    const last = [62, 65, 69, 71].map((pitch, i) => note(pitch, 4320 + i * 120));
    const stop = [note(65, 4800), note(72, 4800), note(74, 4800)];
    const closed = close([[note(48, 4320)], [...last, ...stop]], C_MAJOR)[1];
    expect(closed).toEqual([...last, stop[1]]);
  });

  it('silences who has no tone of it, but for the largest and for who plays nowhere else', () => {
    const parts = [
      [note(60, 0), note(62, 4330), note(65, 4330), note(71, 5000)],
      [note(64, 2000), note(66, 4320)],
      [note(70, 4400), note(73, 4900)],
    ];
    expect(pitches(close(parts, C_MAJOR))).toEqual([[60, 62, 65], [64], [70]]);
  });

  it('leaves nothing below the lowest tonic, but a part’s only notes', () => {
    const parts = [
      [note(40, 0), note(52, 4320), note(60, 4320), note(67, 4320)],
      [note(43, 1000), note(43, 4400)],
      [note(55, 4400)],
      [note(72, 4320), note(76, 4320)],
    ];
    expect(pitches(close(parts, C_MAJOR))).toEqual([[40, 60, 67], [43], [55], [72, 76]]);
  });

  it('lets go, as the lowest tonic is struck, what rings on below it, and nothing else', () => {
    const parts = [
      [note(43, 4000, 1760), note(72, 4000, 1760), note(60, 4800)],
      [note(55, 3900, 700), note(55, 4200, 1500), note(76, 4400, 300)],
    ];
    expect(times(close(parts, C_MAJOR))).toEqual([
      [
        [4000, 800],
        [4000, 1760],
        [4800, 240],
      ],
      [
        [3900, 700],
        [4200, 600],
        [4400, 300],
      ],
    ]);
  });

  it('takes the first onset of the lowest tonic for the bass, whichever part has it', () => {
    const parts = [
      [note(72, 4320)],
      [note(48, 4500)],
      [note(48, 4400)],
      [note(60, 4340)],
      [note(40, 4000, 1760), note(64, 4320)],
    ];
    expect(times(close(parts, C_MAJOR)).at(-1)).toEqual([
      [4000, 400],
      [4320, 240],
    ]);
  });

  it('lets go what is struck below the lowest tonic a tick before it', () => {
    const parts = [[note(43, 4319, 900), note(72, 4319, 900), note(60, 4320)]];
    expect(times(close(parts, C_MAJOR))).toEqual([
      [
        [4319, 1],
        [4319, 900],
        [4320, 240],
      ],
    ]);
  });

  it('lets a tonic ring on that another part strikes again', () => {
    const parts = [[note(48, 4400)], [note(48, 4000, 1760)]];
    expect(close(parts, C_MAJOR)).toEqual(parts);
  });

  it('rests in any key on the triad that it is given', () => {
    const parts = [[note(57, 4320), note(60, 4320), note(64, 4320), note(67, 4320)]];
    expect(pitches(close(parts, [9, 0, 4]))).toEqual([[57, 60, 64]]);
    expect(pitches(close(parts, C_MAJOR))).toEqual([[60, 64, 67]]);
  });

  it('lifts what a part plays on with below the bass, an octave to one note', () => {
    const bass = [note(36, 0), note(60, 4320)];
    const octaves = [0, 120, 240, 360].flatMap((after) => [
      note(52, 4320 + after),
      note(64, 4320 + after),
    ]);
    const [, closed] = close([bass, octaves], C_MAJOR);
    const onsets = closed?.map(({ pitch, startTicks }) => `${pitch} ${startTicks}`) ?? [];
    expect(onsets.length).toBeGreaterThan(1);
    expect(new Set(onsets).size).toBe(onsets.length);
    expect(closed?.every(({ pitch }) => pitch === 64)).toBe(true);
  });

  it('lifts what a part plays on with by as few octaves as bring it to the bass or above, and drops what no key has', () => {
    const onwards = [59, 47, 62, 60].map((pitch, i) => note(pitch, 4320 + i * 120));
    const part = [...onwards, note(64, 4800), note(67, 4920)];
    const lifted = [71, 71, 62, 60];
    expect(pitches(close([[note(60, 4320)], part], C_MAJOR))[1]).toEqual(lifted);
    // MIDI's highest C is key 120, its highest key 127: 115 finds room an octave higher, 116 does not.
    const high = [107, 115, 116, 119].map((pitch, i) => note(pitch, 4320 + i * 120));
    const closed = close([[note(120, 4320)], [...high, note(124, 4800), note(124, 4920)]], C_MAJOR);
    expect(pitches(closed)[1]).toEqual([127, 124]);
  });

  it('leaves notes out, lifts them by octaves and lets them go, none before the last bar, and never ends below the tonic it has', () => {
    const notes = fc.array(
      fc
        .tuple(fc.integer({ min: 30, max: 90 }), fc.integer({ min: 0, max: 5759 }))
        .map(([pitch, startTicks]) => note(pitch, startTicks)),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(fc.array(notes, { minLength: 1, maxLength: 4 }), (drawn) => {
        const parts = drawn.map((own) => [...own].sort((a, b) => a.startTicks - b.startTicks));
        const closed = close(parts, C_MAJOR);
        expect(closed).toHaveLength(parts.length);
        for (const [i, own] of closed.entries()) {
          const all = parts[i] as Note[];
          const onsets = (notes: readonly Note[]) =>
            notes.map(({ pitch, startTicks }) => `${pitch % 12} ${startTicks}`);
          expect(onsets(all)).toEqual(expect.arrayContaining(onsets(own)));
          for (const { durationTicks } of own) expect(durationTicks).toBeGreaterThan(0);
          const before = all.filter(({ startTicks }) => startTicks < 4320);
          expect(onsets(own.slice(0, before.length))).toEqual(onsets(before));
          expect(own.length > 0).toBe(all.length > 0);
          // A last onset, all at once, unless most of the part is in the last bar.
          const last = own.slice(before.length);
          const times = (notes: readonly Note[]) =>
            new Set(notes.map(({ startTicks }) => startTicks)).size;
          const missing = Math.ceil(times(all) / 2) - times(before);
          if (missing <= 1) expect(times(last)).toBeLessThanOrEqual(1);
        }
        const last = closed.map((own) => own.filter(({ startTicks }) => startTicks >= 4320));
        const tonics = last.flat().filter(({ pitch }) => pitch % 12 === 0);
        if (tonics.length === 0) return;
        const lowest = Math.min(...tonics.map(({ pitch }) => pitch));
        for (const [i, own] of last.entries()) {
          const isOnly = (closed[i] as Note[]).length === own.length;
          if (!isOnly) for (const { pitch } of own) expect(pitch).toBeGreaterThanOrEqual(lowest);
        }
      }),
      { seed: 6, numRuns: 300 },
    );
  });

  it('leaves a piece of three bars or fewer as it is', () => {
    const parts = [[note(60, 0), note(62, 480), note(64, 960)]];
    for (const bars of [1, 3])
      expect(closeTogether(parts, { bars, timeSignature, rest: C_MAJOR })).toEqual(parts);
  });
});

describe('extendToEnd', () => {
  const piece = { bars: 4, timeSignature: { beats: 4, beatUnit: 4 } };

  it('holds the last onset of every part that strikes in the last bar until its end', () => {
    const sustained = note(40, 0, 5760);
    const parts = [
      [sustained, note(60, 6000), note(64, 7000)],
      [note(50, 5770)],
      [note(52, 5760)],
      [note(70, 5000)],
      [],
    ];
    expect(times(extendToEnd(parts, piece))).toEqual([
      [
        [0, 5760],
        [6000, 240],
        [7000, 680],
      ],
      [[5770, 1910]],
      [[5760, 1920]],
      [[5000, 240]],
      [],
    ]);
  });

  it('holds the last onset of all, of the larger object of two, if none is in the last bar', () => {
    const parts = [[note(60, 5000)], [note(50, 5000, 99)], [note(40, 10, 5000)]];
    expect(times(extendToEnd(parts, piece))).toEqual([[[5000, 2680]], [[5000, 99]], [[10, 5000]]]);
  });

  it('leaves a piece of nothing as it is', () => {
    expect(extendToEnd([[], []], piece)).toEqual([[], []]);
  });
});
