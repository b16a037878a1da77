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
