import { describe, expect, it } from 'vitest';
import { commonTiming } from '../../src/autoencoder/commonTiming.js';
import { makePerformance } from './performances.js';

const played = (beats: number, beatUnit: number, tempoBpm = 90, events = 40) => ({
  ...makePerformance('timing', { events }),
  timeSignature: { beats, beatUnit },
  tempoBpm,
});

describe('commonTiming', () => {
  it('takes the geometric mean of the tempi, the longer recordings counting more', () => {
    const slow = { ...played(4, 4, 60), lengthTicks: 9600 };
    expect(commonTiming([slow, { ...slow, tempoBpm: 60 }]).tempoBpm).toBe(60);
    // Twenty quarters last 20 s at 60 and 10 s at 120: 60 ^ (2/3) · 120 ^ (1/3).
    expect(commonTiming([slow, { ...slow, tempoBpm: 120 }]).tempoBpm).toBeCloseTo(75.6, 1);
  });

  it('takes the time signature that lasts longest', () => {
    const { timeSignature } = commonTiming([played(4, 4), played(3, 4, 90, 200)]);
    expect(timeSignature).toEqual({ beats: 3, beatUnit: 4 });
  });

  it.each([
    [7, 8, '7/8'],
    [5, 16, '5/16'],
    [3, 32, '4/4'],
    [5, 128, '4/4'],
    [99, 4, '4/4'],
  ])('takes %d/%d for %s, since a bar must fit the grid', (beats, beatUnit, taken) => {
    const { timeSignature } = commonTiming([played(beats, beatUnit)]);
    expect(`${timeSignature.beats}/${timeSignature.beatUnit}`).toBe(taken);
  });

  it.each([
    [0.01, 1],
    [60_000, 1000],
  ])('brings a tempo of %d to %d', (claimed, taken) => {
    expect(commonTiming([played(4, 4, claimed)]).tempoBpm).toBe(taken);
  });
});
