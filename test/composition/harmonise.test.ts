import { describe, expect, it } from 'vitest';
import { pitchesOfRest, semitonesToHarmonise } from '../../src/composition/harmonise.js';

const play = (tonic: number, degrees: readonly number[]) =>
  degrees.map((degree, i) => ({
    pitch: tonic + degree,
    startTicks: i * 240,
    durationTicks: 240,
    velocity: 57,
  }));
const SCALE = [0, 4, 7, 0, 4, 5, 7, 9, 11, 12, 0];
const CHROMATIC = Array.from({ length: 12 }, (_, i) => i);

describe('semitonesToHarmonise', () => {
  it.each([
    ['a key nearby goes down', play(58, SCALE), -3],
    ['a key nearby goes up', play(53, SCALE), 2],
    ['the same key stays', play(67, SCALE), 0],
    ['five black keys fit by one semitone', play(61, [0, 2, 5, 7, 9]), 1],
    ['what lies in the key stays, whatever its own may be', play(62, [0, 2, 4, 5, 7]), 0],
    ['a cluster stays, since it is one anywhere', play(40, CHROMATIC), 0],
    ['no notes stay', [], 0],
  ])('%s', (_, notes, semitones) => {
    expect(semitonesToHarmonise([play(55, SCALE), notes])).toEqual([0, semitones]);
  });

  it('moves nobody where the largest is in no key', () => {
    expect(semitonesToHarmonise([play(40, CHROMATIC), play(58, SCALE)])).toEqual([0, 0]);
    expect(semitonesToHarmonise([[], play(58, SCALE)])).toEqual([0, 0]);
  });
});

describe('pitchesOfRest', () => {
  const scale = (pitches: readonly number[]) =>
    pitches.map((pitch, i) => ({ pitch, startTicks: i * 480, durationTicks: 450, velocity: 66 }));

  it('are the tonic triads of the largest part, in major and in its relative minor', () => {
    const inD = scale([62, 66, 69, 62, 64, 66, 67, 69, 71, 73, 74, 69, 62]);
    expect(pitchesOfRest([inD, scale([61, 63])])).toEqual(new Set([2, 6, 9, 11]));
  });

  it('are unknown where the largest is in no clear key', () => {
    expect(
      pitchesOfRest([scale([60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71])]),
    ).toBeUndefined();
    expect(pitchesOfRest([[]])).toBeUndefined();
  });
});
