import { describe, expect, it } from 'vitest';
import {
  type HarmonyOfPiece,
  openHarmony,
} from '../../../src/composition/harmony/harmonyOfPiece.js';
import { CLASH } from '../../../src/composition/harmony/pitchBias.js';
import { tuneToTriads } from '../../../src/composition/harmony/tuneToTriads.js';
import type { Note } from '../../../src/music/note.js';
import { formOf, plannedPart, planOf } from '../plans.js';

const chord = (pitches: readonly number[]): Note[] =>
  pitches.map((pitch) => ({ pitch, startTicks: 0, durationTicks: 1920, velocity: 57 }));
const BARS = [0, 1, 2, 3];
const table = plannedPart('table', { passages: [[0, 4]] });

/** A piece in C major in which the table sounds one chord in every bar. */
function harmonyUnder(pitches: readonly number[]): HarmonyOfPiece {
  const harmony = openHarmony(planOf([table], { form: formOf(BARS) })) as HarmonyOfPiece;
  harmony.follow(
    table,
    BARS.map(() => chord(pitches)),
  );
  return harmony;
}

const cup = (pitches: readonly number[], change = {}) =>
  plannedPart('cup', { passages: [[0, 3]], audition: chord(pitches), ...change });
const tune = (part: ReturnType<typeof cup>, pitches: readonly number[], turns: number[] = []) =>
  tuneToTriads(part, { harmony: harmonyUnder(pitches), turns: new Set(turns) });

describe('tuneToTriads', () => {
  it.each([
    ['stays where it belongs to the triads', [60, 64, 67], [48, 52, 55], 0],
    ['moves up into them', [59, 63, 66], [48, 52, 55], 1],
    ['moves down into them', [62, 66, 69], [48, 52, 55], -2],
    ['goes with the triads and not with the tonic', [60, 64, 67], [53, 57, 60], 5],
  ])('%s', (_, own, leading, semitones) => {
    expect(tune(cup(own), leading)).toEqual({ semitones, strength: 1 });
  });

  it('follows the key less, the more of it sounds outside of the key where it stands', () => {
    const { semitones, strength } = tune(cup([60, 64, 67, 70]), [48, 52, 55]);
    expect(semitones).toBe(0);
    expect(strength).toBeCloseTo(1 - 0.25 / 0.4);
  });

  it.each([
    ['was recorded out of the key', { strength: 0 }, []],
    ['plays in turns of its own alone', { strength: 0.8 }, [0, 1, 2]],
    ['plays nothing by itself', { strength: 0.8, audition: [] }, []],
  ])('leaves a part as it is that %s', (_, change, turns) => {
    const part = cup([59, 63, 66], { semitones: 3, ...change });
    const { strength } = part;
    expect(tune(part, [48, 52, 55], turns)).toEqual({ semitones: 3, strength });
  });

  /** A piece in C major under one triad, in which these pitch classes sound so much of the time. */
  const under = (
    shares: Readonly<Record<number, number>>,
    change: Partial<HarmonyOfPiece> = {},
  ) => {
    const sounding = Float64Array.from({ length: 12 }, (_, at) => shares[at] ?? 0);
    const harmony = harmonyUnder([48, 52, 55]);
    const triadAt = () => ({ root: 0, quality: 'major' }) as const;
    return { ...harmony, triadAt, soundingAt: () => sounding, ...change };
  };
  const moveOf = (own: readonly number[], harmony: HarmonyOfPiece) =>
    tuneToTriads(cup(own), { harmony, turns: new Set() }).semitones;

  it.each([
    ['nothing sounds', {}, 0],
    ['another part sounds a semitone above it', { 1: 1 }, 4],
    ['another part sounds a semitone below it', { 11: 1 }, 4],
    ['that clash lasts too short to be worth a move of four semitones', { 1: 5 / CLASH }, 0],
    ['it lasts a little longer', { 1: 5.5 / CLASH }, 4],
    [
      'all but one pitch class sound: two clashes are no worse than one',
      Object.fromEntries([0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11].map((at) => [at, 1])),
      0,
    ],
  ])('moves a part of one note where %s', (_, shares, semitones) => {
    expect(moveOf([60], under(shares))).toBe(semitones);
  });

  it('moves to what is more stable in the key', () => {
    expect(moveOf([62, 64], under({}))).toBe(-2);
  });

  it('takes of moves that fit alike the smallest', () => {
    expect(moveOf([60, 64, 68], under({}))).toBe(0);
  });

  it('asks for each triad of a bar', () => {
    const triadAt: HarmonyOfPiece['triadAt'] = ({ ticks }) =>
      ticks < 960 ? undefined : { root: 5, quality: 'major' };
    expect(moveOf([60, 64, 67], under({}, { triadAt }))).toBe(5);
  });

  it('leaves a part as it is where no triad stands yet', () => {
    const part = cup([59, 63, 66], { semitones: 3, passages: [[1, 1]] });
    const harmony = openHarmony(planOf([table], { form: formOf(BARS) })) as HarmonyOfPiece;
    expect(tuneToTriads(part, { harmony, turns: new Set() })).toEqual({
      semitones: 3,
      strength: 1,
    });
  });
});
