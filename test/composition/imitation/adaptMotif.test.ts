import { describe, expect, it } from 'vitest';
import { adaptMotif } from '../../../src/composition/imitation/adaptMotif.js';
import { idiomOf } from '../../../src/composition/imitation/idiom.js';
import type { PitchBias } from '../../../src/decoding/decodePhrase.js';

/** An object that has played every note from C4 to C6, up and down by steps of a semitone. */
const PITCHES = Array.from({ length: 25 }, (_, i) => 60 + i);
const sequences = {
  chords: PITCHES.map((pitch) => [pitch]),
  events: [[...PITCHES.keys(), ...[...PITCHES.keys()].reverse()].map((i) => [i, 6] as const)],
};
const vocabulary = { pitch: PITCHES } as unknown as Parameters<typeof idiomOf>[0]['vocabulary'];
const idiom = idiomOf({ sequences, vocabulary });

/** C E D G */
const MODEL = [60, 64, 62, 67].map((pitch, i) => ({ step: 6 * i, pitches: [pitch] }));

/** A harmony that charges all but some pitch classes so much. */
const only =
  (classes: readonly number[], cost = 20) =>
  (): PitchBias => ({
    pitch: Array.from({ length: 12 }, (_, pitchClass) =>
      classes.includes(pitchClass) ? 0 : -cost,
    ),
  });

const adapt = (bias: (step: number) => PitchBias | undefined, centre = 64) =>
  adaptMotif(MODEL, { idiom, bias, centre });
const topsOf = (motif: ReturnType<typeof adapt>) =>
  motif?.events.map(({ pitches }) => pitches[0] as number) ?? [];
const stepsOf = (tops: readonly number[]) => tops.slice(1).map((top, i) => top - (tops[i] ?? 0));

describe('adaptMotif', () => {
  it('keeps the intervals of the model where the harmony has nothing against them', () => {
    const adapted = adapt(() => undefined);
    expect(stepsOf(topsOf(adapted))).toEqual([4, -2, 5]);
    expect(adapted?.events.map(({ step }) => step)).toEqual([0, 6, 12, 18]);
    expect(adapted?.dissonance).toBe(0);
  });

  it('widens and narrows them by a whole tone at most to fit another harmony, and never turns one round', () => {
    const bMinor = [11, 1, 2, 4, 6, 7, 9];
    const adapted = adapt(only(bMinor));
    const tops = topsOf(adapted);
    expect(tops).toHaveLength(4);
    expect(tops.every((top) => bMinor.includes(top % 12))).toBe(true);
    for (const [i, step] of stepsOf(tops).entries()) {
      const wanted = [4, -2, 5][i] as number;
      expect(Math.sign(step)).toBe(Math.sign(wanted));
      expect(Math.abs(step - wanted)).toBeLessThanOrEqual(2);
    }
  });

  it('lies where the part plays', () => {
    const [low, high] = [62, 80].map((centre) => topsOf(adapt(() => undefined, centre)));
    expect(Math.min(...(high as number[]))).toBeGreaterThan(Math.min(...(low as number[])));
  });

  it('says what the harmony has against it', () => {
    // Of two pitch classes a tritone apart no such motif can be made; some of it is foreign.
    expect(adapt(only([0, 6]))?.dissonance).toBeGreaterThan(0);
  });

  /** Of an object that played such chords in such an order, each 6 grid steps after the one before, an answer to C and E. */
  function answer(
    chords: readonly (readonly number[])[],
    {
      played = [...chords.keys()],
      model = [[60], [64]],
      bias = () => undefined,
      centre = 68,
    }: {
      played?: readonly number[] | readonly (readonly number[])[];
      model?: readonly (readonly number[])[];
      bias?: (step: number) => PitchBias | undefined;
      centre?: number;
    } = {},
  ) {
    const takes = (Array.isArray(played[0]) ? played : [played]) as readonly (readonly number[])[];
    const own = idiomOf({
      sequences: { chords, events: takes.map((take) => take.map((chord) => [chord, 6] as const)) },
      vocabulary: { pitch: Array.from({ length: 128 }, (_, i) => i) } as never,
    });
    const events = model.map((pitches, i) => ({ step: 6 * i, pitches }));
    const adapted = adaptMotif(events, { idiom: own, bias, centre });
    return adapted && { ...adapted, pitches: adapted.events.map(({ pitches }) => pitches) };
  }
  const FOUR = [[60], [64], [72], [76]];

  it.each([
    ['the lower ones', [[0, 1], [2], [3]], [[60], [64]]],
    ['the upper ones', [[0], [1], [2, 3]], [[72], [76]]],
  ])('prefers chords that followed one another: %s', (_, played, pitches) => {
    expect(answer(FOUR, { played })?.pitches).toEqual(pitches);
  });

  it.each([
    ['the lower ones', [0, 1, 0, 1, 0, 1, 2, 3], [[60], [64]]],
    ['the upper ones', [0, 1, 2, 3, 2, 3, 2, 3], [[72], [76]]],
  ])('prefers chords that were played often: %s', (_, played, pitches) => {
    expect(answer(FOUR, { played })?.pitches).toEqual(pitches);
  });

  it('has as many notes in a chord as the model, where the object played such', () => {
    const chords = [[60], [57, 60], [53, 57, 60], [64], [57, 64], [53, 57, 64]];
    for (const count of [1, 2, 3]) {
      const model = [60, 64].map((top) => [...[50, 52].slice(3 - count), top]);
      const adapted = answer(chords, { model, played: chords.map((_, i) => [i]) });
      expect(adapted?.pitches.map(({ length }) => length)).toEqual([count, count]);
    }
  });

  it.each([
    [66, 2],
    [62, 2],
    [67, 0],
    [61, 0],
  ])('answers a rise from 60 to 64 by one from 60 to %d in %d chords', (top, count) => {
    expect(answer([[60], [top]])?.pitches ?? []).toHaveLength(count);
  });

  it('costs the mean of what its notes cost, and what its lowest notes cost besides', () => {
    const pitch = new Float32Array(12).fill(-3);
    const lowest = new Float32Array(12);
    lowest[4] = -7;
    const chords = [
      [64, 72],
      [64, 76],
    ];
    const model = [[60], [64]];
    expect(answer(chords, { model, bias: () => ({ pitch }) })?.dissonance).toBeCloseTo(3, 6);
    expect(answer(chords, { model, bias: () => ({ pitch, lowest }) })?.dissonance).toBeCloseTo(
      10,
      6,
    );
    expect(answer(FOUR, { bias: only([0, 4]) })?.dissonance).toBe(0);
  });

  it('asks at each event for the harmony there', () => {
    const chords = [[60], [61], [64], [65]];
    const played = [
      [0, 2],
      [1, 3],
    ];
    const against = (at: number, foreign: number) => (step: number) =>
      step === at ? only([0, 1, 4, 5].filter((each) => each !== foreign))() : undefined;
    for (const [at, foreign] of [
      [0, 0],
      [6, 4],
    ] as const)
      expect(answer(chords, { played, bias: against(at, foreign) })?.pitches).toEqual([[61], [65]]);
    for (const [at, foreign] of [
      [0, 1],
      [6, 5],
    ] as const)
      expect(answer(chords, { played, bias: against(at, foreign) })?.pitches).toEqual([[60], [64]]);
  });

  it('looks at those of many chords that suit an event best', () => {
    const chords = Array.from({ length: 90 }, (_, i) => [30 + i]);
    for (const centre of [40, 75, 110]) {
      const tops = answer(chords, { centre })?.pitches.map(([top]) => top as number) ?? [];
      expect(tops).toHaveLength(2);
      expect(tops.every((top) => Math.abs(top - centre) <= 4)).toBe(true);
    }
  });

  it('is none for an object whose chords cannot rise and fall like that', () => {
    const drone = idiomOf({ sequences: { chords: [[60]], events: [[[0, 6]]] }, vocabulary });
    expect(adaptMotif(MODEL, { idiom: drone, bias: () => undefined, centre: 60 })).toBeUndefined();
  });
});

describe('idiomOf', () => {
  const march = idiomOf({
    sequences: {
      chords: [[60], [61], [90]],
      events: [
        Array.from({ length: 100 }, (_, i) => [i % 2, i === 50 ? 3 : [12, 6, 6][i % 3]] as const),
      ] as never,
    },
    vocabulary,
  });

  it('knows rhythms that are usual, not what was played once in a hundred', () => {
    expect(march.hasRhythm([12, 6, 6])).toBe(true);
    expect(march.hasRhythm([12, 12])).toBe(false);
    expect(march.hasRhythm([3])).toBe(false);
  });

  it('knows which chord followed which, and leaves out those of unknown pitches', () => {
    expect(march.follows(0, 1)).toBe(true);
    expect(march.follows(0, 0)).toBe(false);
    expect(march.chords.map(({ index }) => index)).toEqual([0, 1]);
  });
});
