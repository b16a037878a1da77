import { describe, expect, it } from 'vitest';
import { gridTimeSignature } from '../../src/events/gridTimeSignature.js';

const played = (beats: number, beatUnit: number, { isFree = false, share = 1 } = {}) => ({
  timeSignature: { beats, beatUnit },
  isFree,
  share,
});

describe('gridTimeSignature', () => {
  it('takes the time signature with the largest share', () => {
    const three = played(3, 4, { share: 0.3 });
    const timeSignature = gridTimeSignature([played(4, 4, { share: 0.4 }), three, three]);
    expect(timeSignature).toEqual({ beats: 3, beatUnit: 4 });
  });

  it('gives free recordings no vote', () => {
    const free = played(4, 4, { share: 0.9, isFree: true });
    expect(gridTimeSignature([free, played(6, 8, { share: 0.1 })])).toEqual({
      beats: 6,
      beatUnit: 8,
    });
    expect(gridTimeSignature([played(5, 4, { isFree: true })])).toEqual({
      beats: 4,
      beatUnit: 4,
    });
  });

  it.each([
    [7, 8, '7/8'],
    [5, 16, '5/16'],
    [16, 4, '16/4'],
    [17, 4, '4/4'],
    [3, 32, '4/4'],
    [5, 128, '4/4'],
    [99, 4, '4/4'],
  ])('takes %d/%d for %s, since a bar must fit the grid', (beats, beatUnit, taken) => {
    const timeSignature = gridTimeSignature([played(beats, beatUnit)]);
    expect(`${timeSignature.beats}/${timeSignature.beatUnit}`).toBe(taken);
  });
});
