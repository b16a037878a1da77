import { describe, expect, it } from 'vitest';
import {
  type CommonKey,
  clearKey,
  commonKey,
  MOVES,
  tuneParts,
  UNTUNED,
} from '../../../src/composition/harmony/commonKey.js';
import { outsideKey } from '../../../src/music/key.js';

const play = (tonic: number, degrees: readonly number[]) =>
  degrees.map((degree, i) => ({
    pitch: tonic + degree,
    startTicks: i * 240,
    durationTicks: 240,
    velocity: 57,
  }));
const SCALE = [0, 4, 7, 0, 4, 5, 7, 9, 11, 12, 0];
const MINOR = [0, 3, 7, 0, 3, 5, 7, 8, 7, 3, 2, 0];
const CHROMATIC = Array.from({ length: 12 }, (_, i) => i);
const inG = play(55, SCALE);
const common = commonKey([inG]) as CommonKey;

describe('commonKey', () => {
  it('is that of the first part that is clearly in one', () => {
    expect(commonKey([inG, play(58, SCALE)])).toMatchObject({
      key: { relativeMajor: 7 },
      leader: 0,
    });
    expect(commonKey([play(40, CHROMATIC), [], play(58, SCALE), inG])).toMatchObject({
      key: { relativeMajor: 10, mode: 'major' },
      leader: 2,
    });
  });

  it('takes a minor key by its relative major', () => {
    expect(commonKey([play(57, MINOR)])).toMatchObject({
      key: { relativeMajor: 0, mode: 'minor' },
    });
  });

  it.each([
    ['clusters', [play(40, CHROMATIC), play(60, CHROMATIC)]],
    ['parts without notes', [[], []]],
    ['no parts', []],
  ])('is none where there are only %s', (_, parts) => {
    expect(commonKey(parts)).toBeUndefined();
  });

  it('is of notes what the piece may follow, and none of a single pitch class in each place', () => {
    expect(clearKey(inG)).toMatchObject({ relativeMajor: 7, mode: 'major' });
    expect(clearKey(play(50, CHROMATIC))).toBeUndefined();
    expect(clearKey([])).toBeUndefined();
  });
});

describe('tuneParts', () => {
  it.each([
    ['a key nearby goes down', play(58, SCALE), -3],
    ['a key nearby goes up', play(53, SCALE), 2],
    ['the same key stays', play(67, SCALE), 0],
    ['five black keys fit by one semitone', play(61, [0, 2, 5, 7, 9]), 1],
    ['what lies in the key stays, whatever its own may be', play(62, [0, 2, 4, 5, 7]), 0],
    ['what is nearly in the key stays', play(60, [0, 4, 7, 0, 4, 5, 7, 9, 2, 0, 4, 7]), 0],
    ['a cluster stays, since it is one anywhere', play(40, CHROMATIC), 0],
    [
      'a cluster stays of which a little more would be in the key elsewhere',
      play(40, [...CHROMATIC, 1]),
      0,
    ],
    ['no notes stay', [], 0],
  ])('%s', (_, notes, semitones) => {
    expect(tuneParts([inG, notes], common).map((tuning) => tuning.semitones)).toEqual([
      0,
      semitones,
    ]);
  });

  it('may move to each pitch class in one way', () => {
    const classes = MOVES.map((semitones) => (semitones + 12) % 12);
    expect([...classes].sort((a, b) => a - b)).toEqual(CHROMATIC);
  });

  it('never moves the part whose key it is, wherever it stands', () => {
    const stubborn = play(61, SCALE);
    const tunings = tuneParts([play(55, SCALE), stubborn], { ...common, leader: 1 });
    expect(tunings[1]?.semitones).toBe(0);
  });

  it('brings whatever is in a key into the common one, by half an octave at most', () => {
    for (let tonic = 48; tonic < 60; tonic++) {
      const notes = play(tonic, SCALE);
      const { semitones, strength } = tuneParts([inG, notes], common)[1] as typeof UNTUNED;
      expect(semitones).toBeGreaterThanOrEqual(-5);
      expect(semitones).toBeLessThanOrEqual(6);
      expect(outsideKey(notes, common.key.relativeMajor - semitones)).toBeLessThan(0.1);
      expect(strength).toBeGreaterThan(0.7);
    }
  });

  it('asks less of a part the more of it was recorded out of key, and of a cluster nothing', () => {
    const strengths = [0, 2, 5, 12].map((chromatic) => {
      const notes = play(55, [...SCALE, ...SCALE, ...CHROMATIC.slice(0, chromatic)]);
      return tuneParts([inG, notes], common)[1]?.strength as number;
    });
    expect(strengths[0]).toBe(1);
    expect(strengths).toEqual([...strengths].sort((a, b) => b - a));
    expect(new Set(strengths).size).toBe(4);
    expect(tuneParts([inG, play(40, CHROMATIC)], common)[1]?.strength).toBe(0);
    expect(UNTUNED).toEqual({ semitones: 0, strength: 0 });
  });
});
