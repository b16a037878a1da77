import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TRIADS, type Triad, tonesOf } from '../../../src/composition/harmony/chord.js';
import { foreignness, pitchBias } from '../../../src/composition/harmony/pitchBias.js';
import { instability } from '../../../src/music/key.js';
import { C_MAJOR } from '../plans.js';

const SILENCE = new Array<number>(12).fill(0);
const C: Triad = { root: 0, quality: 'major' };
const SCALE = [0, 2, 4, 5, 7, 9, 11];
const PITCH_CLASSES = Array.from({ length: 12 }, (_, pitchClass) => pitchClass);

/** What the pitch classes cost, as a chord's lowest note and above it, in nats. */
function costs(
  triad: Triad | undefined,
  change: Partial<Parameters<typeof pitchBias>[1]> = {},
): { lowest: number[]; above: number[] } {
  const options = { sounding: SILENCE, strength: 1, semitones: 0, closes: false, ...change };
  const bias = pitchBias(triad, { key: C_MAJOR, ...options });
  expect([bias.pitch.length, bias.lowest?.length]).toEqual([12, 12]);
  const above = PITCH_CLASSES.map((at) => -(bias.pitch[at] as number));
  return { above, lowest: above.map((cost, at) => cost - ((bias.lowest?.[at] ?? 0) as number)) };
}

/** What others sound, by pitch class. */
const sounding = (shares: Readonly<Record<number, number>>) =>
  PITCH_CLASSES.map((at) => shares[at] ?? 0);
const of = (own: readonly number[], classes: readonly number[]) =>
  classes.map((at) => own[at] as number);

describe('pitchBias', () => {
  it.each(['lowest', 'above'] as const)(
    'costs a note %s a chord least where it is a tone of the triad, most outside the scale',
    (place) => {
      const own = costs(C)[place];
      const tones = of(own, tonesOf(C));
      const scale = of(own, [2, 9]);
      const foreign = of(own, [1, 3, 6, 8, 10]);
      expect(own[0]).toBe(0);
      expect(Math.max(...tones)).toBeLessThan(Math.min(...scale));
      // F lies a semitone above the third, B below the root.
      expect(Math.min(...of(own, [5, 11]))).toBeGreaterThan(Math.max(...scale));
      expect(Math.min(...foreign)).toBeGreaterThan(Math.max(...of(own, [5, 11])));
    },
  );

  it('finds a note of the scale as foreign a semitone below a tone of the triad as a semitone above one', () => {
    const cost = (pitchClass: number) =>
      foreignness(pitchClass, { key: C_MAJOR, tones: tonesOf(C) });
    const suited = (pitchClass: number) => cost(pitchClass) - instability(pitchClass, C_MAJOR);
    expect(suited(11)).toBeCloseTo(suited(5));
    expect(suited(9)).toBeCloseTo(suited(2));
    expect(suited(11)).toBeGreaterThan(suited(9));
  });

  it('asks less of the notes above a chord’s lowest, so that its colour lives on', () => {
    const { lowest, above } = costs(C);
    for (const at of [2, 5, 9, 11, 1, 6])
      expect(above[at] as number).toBeLessThan(lowest[at] as number);
  });

  it('costs 60 nats what rubs against a semitone all the time, 6 a tritone, as 96 pieces were tuned', () => {
    const quiet = costs(C).above;
    const extra = (shares: Readonly<Record<number, number>>, at: number) =>
      (costs(C, { sounding: sounding(shares) }).above[at] as number) - (quiet[at] as number);
    expect(extra({ 4: 1 }, 5)).toBeCloseTo(60, 4);
    expect(extra({ 4: 1 }, 10)).toBeCloseTo(6, 4);
    expect(extra({ 4: 0.25 }, 3)).toBeCloseTo(15, 4);
    // Two neighbours at a time, or one in two octaves, are no worse than one.
    expect(extra({ 4: 1, 6: 1 }, 5)).toBeCloseTo(60, 4);
    expect(extra({ 4: 0.25, 6: 0.5 }, 5)).toBeCloseTo(45, 4);
    expect(extra({ 4: 2 }, 10)).toBeCloseTo(6, 4);
  });

  it('costs more what clashes with what sounds, the more the longer it sounds, and nothing else', () => {
    const quiet = costs(C).above;
    const half = costs(C, { sounding: sounding({ 4: 0.5 }) }).above;
    const whole = costs(C, { sounding: sounding({ 4: 1 }) }).above;
    // E, and a semitone and a tritone from it.
    for (const at of [3, 5, 10]) {
      expect(half[at] as number).toBeGreaterThan(quiet[at] as number);
      expect(whole[at] as number).toBeGreaterThan(half[at] as number);
    }
    for (const at of [0, 1, 2, 4, 6, 7, 8, 9, 11]) expect(whole[at]).toBe(quiet[at]);
    expect((whole[5] as number) - (quiet[5] as number)).toBeGreaterThan(
      (whole[10] as number) - (quiet[10] as number),
    );
  });

  it('costs more, of notes that fit the triad alike, what is less stable in the key', () => {
    const own = costs(undefined).above;
    expect(own.every((cost) => cost === 0)).toBe(true);
    // Under C major D and A are notes of the scale that lie a whole tone from a tone of the triad; A is the more stable one in C major.
    const { lowest } = costs(C);
    expect(lowest[9] as number).toBeLessThan(lowest[2] as number);
    expect((lowest[2] as number) - (lowest[9] as number)).toBeCloseTo(3.66 - 3.48, 4);
  });

  it('finds the tones of a triad as welcome on every degree of the key', () => {
    for (const triad of [
      C,
      { root: 5, quality: 'major' },
      { root: 2, quality: 'minor' },
    ] as const) {
      const tones = tonesOf(triad);
      expect(tones.map((tone) => foreignness(tone, { key: C_MAJOR, tones }))).toEqual([0, 4, 6]);
    }
  });

  it('costs 40 nats at full strength to strike a held key, and nothing at the close', () => {
    const at = (strength: number, closes: boolean) =>
      pitchBias(C, { key: C_MAJOR, sounding: SILENCE, semitones: 0, strength, closes }).held;
    expect([at(1, false), at(0.5, false), at(1, true)]).toEqual([-40, -20, 0]);
  });

  it('costs a tone of the triad too where another part rubs against it', () => {
    const own = costs(C, { sounding: sounding({ 11: 1 }) }).lowest;
    expect(own[0] as number).toBeGreaterThan(Math.max(own[4] as number, own[7] as number));
  });

  it('knows clashes and no more where no triad is laid down', () => {
    const { lowest, above } = costs(undefined, { sounding: sounding({ 2: 1 }) });
    expect(lowest).toEqual(above);
    expect(PITCH_CLASSES.filter((at) => (above[at] as number) > 0)).toEqual([1, 3, 8]);
  });

  it('is 0 at strength 0, and grows with it', () => {
    const heard = { sounding: sounding({ 0: 1, 6: 0.3 }) };
    const free = costs(C, { ...heard, strength: 0 });
    expect([...free.lowest, ...free.above].every((cost) => cost === 0)).toBe(true);
    const [half, full] = [0.5, 1].map((strength) => costs(C, { ...heard, strength }).lowest);
    for (const at of PITCH_CLASSES) expect(half?.[at]).toBeCloseTo((full?.[at] as number) / 2, 4);
  });

  it('asks for the root at the bottom of the last chord, even of a part that is free', () => {
    for (const strength of [0, 1]) {
      const open = costs(C, { strength });
      const last = costs(C, { strength, closes: true });
      expect(last.above).toEqual(open.above);
      expect(last.lowest[0]).toBe(open.lowest[0]);
      for (const at of PITCH_CLASSES.slice(1))
        expect(last.lowest[at] as number).toBeGreaterThan((open.lowest[at] as number) + 1);
    }
  });

  it('costs no pitch class less than nothing, and counts from where the part will be moved to', () => {
    const arbitrary = fc.record({
      triad: fc.constantFrom(...TRIADS),
      semitones: fc.integer({ min: -12, max: 12 }),
      strength: fc.double({ min: 0, max: 2, noNaN: true }),
      shares: fc.array(fc.double({ min: 0, max: 3, noNaN: true }), {
        minLength: 12,
        maxLength: 12,
      }),
      closes: fc.boolean(),
    });
    fc.assert(
      fc.property(arbitrary, ({ triad, semitones, strength, shares, closes }) => {
        const options = { sounding: shares, strength, closes };
        const here = costs(triad, options);
        const moved = costs(triad, { ...options, semitones });
        for (const place of ['lowest', 'above'] as const) {
          expect(Math.min(...here[place])).toBeGreaterThanOrEqual(0);
          for (const own of PITCH_CLASSES)
            expect(moved[place][own]).toBe(here[place][(own + semitones + 24) % 12]);
        }
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  it('prefers every tone of every triad of a key to every other note of its scale', () => {
    const own = TRIADS.filter((triad) => tonesOf(triad).every((tone) => SCALE.includes(tone)));
    expect(own).toHaveLength(6);
    for (const triad of own) {
      const { lowest } = costs(triad);
      const others = SCALE.filter((at) => !tonesOf(triad).includes(at));
      expect(Math.max(...of(lowest, tonesOf(triad)))).toBeLessThan(Math.min(...of(lowest, others)));
    }
  });
});
