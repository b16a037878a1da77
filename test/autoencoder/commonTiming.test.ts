import { describe, expect, it } from 'vitest';
import { commonTiming } from '../../src/autoencoder/commonTiming.js';

const played = (beats: number, beatUnit: number, { tempoBpm = 90, share = 1 } = {}) => ({
  timeSignature: { beats, beatUnit },
  tempoBpm,
  share,
});

describe('commonTiming', () => {
  it('takes the geometric mean of the tempi by the shares of their recordings', () => {
    const slow = played(4, 4, { tempoBpm: 60, share: 2 / 3 });
    const fast = played(4, 4, { tempoBpm: 120, share: 1 / 3 });
    // 60 ^ (2/3) · 120 ^ (1/3).
    expect(commonTiming([slow, fast]).tempoBpm).toBeCloseTo(75.6, 1);
  });

  it('takes the time signature with the largest share', () => {
    const three = played(3, 4, { share: 0.3 });
    const { timeSignature } = commonTiming([played(4, 4, { share: 0.4 }), three, three]);
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
    [0.01, 4],
    [60_000, 1000],
  ])('brings a tempo of %d to %d', (claimed, taken) => {
    expect(commonTiming([played(4, 4, { tempoBpm: claimed })]).tempoBpm).toBe(taken);
  });
});
