import { describe, expect, it } from 'vitest';
import type { Triad } from '../../../src/composition/harmony/chord.js';
import {
  type HarmonyOfPiece,
  openHarmony,
} from '../../../src/composition/harmony/harmonyOfPiece.js';
import type { Note } from '../../../src/music/note.js';
import { A_MINOR, C_MAJOR, formOf, plannedPart, planOf } from '../plans.js';

/** Two phrases that share three bars, and end on the dominant and on the tonic. */
const FORM = formOf([0, 1, 2, 3, 0, 1, 2, 4], { 3: 'half', 4: 'full' });
const C = { root: 0, quality: 'major' };
const F = { root: 5, quality: 'major' };
const G = { root: 7, quality: 'major' };
const A = { root: 9, quality: 'minor' };

const chord = (pitches: readonly number[], startTicks = 0, durationTicks = 960): Note[] =>
  pitches.map((pitch) => ({ pitch, startTicks, durationTicks, velocity: 57 }));
const IN_C = [60, 64, 67];
const IN_F = [65, 69, 72];
const IN_A = [57, 60, 64];
const IN_G = [55, 59, 62];
const everywhere = plannedPart('table', { passages: [[0, 5]] });
const open = (change: Partial<Parameters<typeof planOf>[1]> = {}) =>
  openHarmony(planOf([everywhere], { form: FORM, ...change })) as HarmonyOfPiece;

/** All triads bar by bar of material, cell by cell; undefined where there is none. */
function laid({ triadAt, barTicks, triadTicks }: HarmonyOfPiece, bars = 5): (Triad | undefined)[] {
  return Array.from({ length: (bars * barTicks) / triadTicks }, (_, cell) =>
    triadAt({
      bar: Math.floor((cell * triadTicks) / barTicks),
      ticks: (cell * triadTicks) % barTicks,
    }),
  );
}

describe('the harmony of a piece, before any part is decoded', () => {
  it('is none where parts keep keys of their own', () => {
    expect(
      openHarmony({ ...planOf([everywhere], { form: FORM }), commonKey: undefined }),
    ).toBeUndefined();
  });

  it('has triads of half a bar, or of a bar that cannot be halved', () => {
    const ticks = [
      [4, 4, 960],
      [3, 4, 1440],
      [6, 8, 720],
      [2, 4, 480],
      [5, 4, 2400],
    ] as const;
    for (const [beats, beatUnit, triadTicks] of ticks)
      expect(open({ timeSignature: { beats, beatUnit } }).triadTicks).toBe(triadTicks);
  });

  it('has its cadences, and the tonic throughout the last bar', () => {
    const empty = [undefined, undefined];
    expect(laid(open())).toEqual([...empty, ...empty, ...empty, undefined, G, C, C]);
    const E = { root: 4, quality: 'major' };
    expect(laid(open({ key: A_MINOR })).slice(6)).toEqual([undefined, E, A, A]);
    const inner = formOf([0, 1, 2, 3, 4, 5, 6, 7], { 3: 'full', 7: 'full' });
    expect(laid(open({ form: inner }), 8).slice(6, 8)).toEqual([G, C]);
    // A piece may end on a bar that is not the last of its material.
    const empties = new Array(4).fill(undefined);
    expect(laid(open({ form: formOf([0, 1, 2, 3, 0, 1]) }), 4)).toEqual([
      undefined,
      G,
      C,
      C,
      ...empties,
    ]);
    // What leads to the last bar alone prepares it.
    expect(laid(open({ form: inner }), 8).slice(13)).toEqual([G, C, C]);
    const waltz = open({ timeSignature: { beats: 3, beatUnit: 4 } });
    expect(laid(waltz)).toEqual([undefined, undefined, undefined, G, C]);
  });

  it('knows a triad for what comes early and for what comes late in a bar', () => {
    const { triadAt } = open();
    expect(triadAt({ bar: 4, ticks: -17 })).toEqual(C);
    expect(triadAt({ bar: 3, ticks: 1919 })).toEqual(G);
    expect(triadAt({ bar: 3, ticks: 959 })).toBeUndefined();
    expect(triadAt({ bar: 3, ticks: 1930 })).toEqual(G);
  });
});

describe('the triads that parts lay down', () => {
  /** What a part plays that has the same chord in some bars. */
  const playing = (bars: Readonly<Record<number, readonly number[]>>): Note[][] =>
    FORM.material.map((_, bar) => chord(bars[bar] ?? [], 0, 1920));

  it('are those that a part plays, whole phrases of them, and keeps the cadences', () => {
    const harmony = open();
    harmony.follow(everywhere, playing({ 0: IN_C, 1: IN_F, 2: IN_A, 3: IN_A }));
    expect(laid(harmony).slice(0, 4)).toEqual([C, C, F, F]);
    expect(laid(harmony).slice(4, 6)).toContainEqual(A);
    // The half cadence stands against the chord that is played there.
    expect(harmony.triadAt({ bar: 3, ticks: 960 })).toEqual(G);
    expect(harmony.triadAt({ bar: 4, ticks: 0 })).toEqual(C);
  });

  it('stand once they are laid down, in bars that return too, and fill what is open', () => {
    const form = formOf([0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 8], { 3: 'half', 8: 'full' });
    const parts = [
      plannedPart('table', { passages: [[0, 4]] }),
      plannedPart('bed', { passages: [[0, 9]] }),
    ] as const;
    const harmony = openHarmony(planOf(parts, { form })) as HarmonyOfPiece;
    const silent = form.material.map((): Note[] => []);
    const play = (pitches: readonly number[], bars: readonly number[]) =>
      silent.map((_, bar) => (bars.includes(bar) ? chord(pitches, 0, 1920) : []));
    harmony.follow(parts[0], play(IN_F, [0, 1, 2, 3]));
    const first = laid(harmony, 9).slice(0, 8);
    expect(first.slice(0, 6)).toContainEqual(F);
    const other = openHarmony(planOf(parts, { form })) as HarmonyOfPiece;
    other.follow(parts[0], play(IN_C, [0, 1, 2, 3]));
    expect(laid(other, 9).slice(0, 8)).not.toEqual(first);
    expect(laid(harmony, 9).slice(8, 16)).toEqual(new Array(8).fill(undefined));
    harmony.follow(parts[1], play(IN_A, [0, 1, 2, 3, 4, 5, 6, 7, 8]));
    expect(laid(harmony, 9).slice(0, 8)).toEqual(first);
    expect(laid(harmony, 9).slice(8, 16)).toContainEqual(A);
    expect(laid(harmony, 9)).not.toContain(undefined);
    expect(laid(harmony, 9).slice(16)).toEqual([C, C]);
  });

  it('need notes in a phrase, and a part that is in the key', () => {
    const weak = { ...everywhere, strength: 0 };
    const harmony = open();
    const before = laid(harmony);
    harmony.follow(weak, playing({ 0: IN_F, 4: IN_F }));
    harmony.follow(everywhere, playing({}));
    expect(laid(harmony)).toEqual(before);
    harmony.follow(everywhere, playing({ 1: IN_F }));
    expect(laid(harmony).slice(0, 8).includes(undefined)).toBe(false);
    expect(harmony.triadAt({ bar: 1, ticks: 0 })).toEqual(F);
  });

  it('count how long a chord sounds under each, and not how long it goes on', () => {
    const harmony = open();
    const bars = FORM.material.map((_, bar) =>
      bar === 0
        ? [...chord(IN_A, 0, 700), ...chord(IN_F, 700, 1900), ...chord(IN_G, 2600, 1240)]
        : [],
    );
    harmony.follow(everywhere, bars);
    expect(laid(harmony).slice(0, 2)).toEqual([A, F]);
  });

  it('count from where a part will be moved to', () => {
    const harmony = open();
    const moved = { ...everywhere, semitones: -3 };
    // B flat major, three semitones up from G.
    harmony.follow(moved, playing({ 0: [58, 62, 65], 1: [58, 62, 65] }));
    expect(laid(harmony).slice(0, 4)).toContainEqual(G);
  });

  it('go on under a chord that is held through another’s turn', () => {
    const D = { root: 2, quality: 'minor' };
    const form = formOf([0, 1, 2, 3, 4]);
    const chords = form.material.map((_, bar) =>
      bar === 0 ? [...chord(IN_C, 0, 480), ...chord([62, 65, 69], 480, 1440)] : [],
    );
    const inNextBar = [[1], []].map((holds) => {
      const part = plannedPart('table', { passages: [[0, 1]], holds });
      const harmony = openHarmony(planOf([part], { form })) as HarmonyOfPiece;
      harmony.follow(part, chords);
      expect(laid(harmony).slice(4)).not.toContainEqual(D);
      return laid(harmony).slice(2, 4);
    });
    expect(inNextBar[0]).toContainEqual(D);
    // Where it rests, the harmony goes on by itself.
    expect(inNextBar[1]).not.toContainEqual(D);
  });
});

describe('what parts sound', () => {
  it('is heard by those that are decoded after them, in the key that they will be moved to', () => {
    const harmony = open();
    const bars = FORM.material.map((_, bar) => (bar === 1 ? chord([62], 0, 1920) : []));
    // A cluster lays down no harmony, and is heard all the same.
    harmony.follow({ ...everywhere, semitones: -2, strength: 0 }, bars);
    const sounding = harmony.soundingAt({ bar: 1, ticks: 0 }, 1920);
    expect([...sounding]).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect([open().key, open().lastBar]).toEqual([C_MAJOR, 4]);
  });
});
