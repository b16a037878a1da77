import { describe, expect, it } from 'vitest';
import {
  commonTempo,
  commonTimeSignature,
  ownTicks,
  stretchBetween,
} from '../../src/composition/timing.js';
import { makePlayer } from './players.js';

describe('commonTempo', () => {
  it.each([
    ['one object keeps its own', [{ tempoBpm: 73 }], 73],
    [
      'of two that have nothing in common the larger one keeps its own',
      [{ tempoBpm: 80 }, { tempoBpm: 100 }],
      80,
    ],
    ['double tempo is the same pulse', [{ tempoBpm: 60 }, { tempoBpm: 120 }], 60],
    [
      'what is nearer to twice the pulse is halved',
      [{ tempoBpm: 60 }, { tempoBpm: 100 }, { tempoBpm: 50 }],
      50,
    ],
    [
      'what is nearer to half the pulse is doubled',
      [{ tempoBpm: 100 }, { tempoBpm: 58 }, { tempoBpm: 116 }],
      116,
    ],
    [
      'what would be faster than the largest by more than a quarter of an octave is halved',
      [{ tempoBpm: 100 }, { tempoBpm: 60 }, { tempoBpm: 120 }],
      60,
    ],
    [
      'tempi that are alike count together',
      [80, 90, 93, 96, 70].map((tempoBpm) => ({ tempoBpm })),
      93,
    ],
    ['what no piece may be as slow as is doubled until it may', [{ tempoBpm: 4 }], 32],
    ['what no piece may be as fast as is halved until it may', [{ tempoBpm: 700 }], 175],
    ['as slow as a piece may be', [{ tempoBpm: 20 }], 20],
    ['a little slower', [{ tempoBpm: 19 }], 38],
    ['as fast as a piece may be', [{ tempoBpm: 300 }], 300],
    ['a little faster', [{ tempoBpm: 301 }], 151],
    [
      'two that are alike outvote one, however large it is',
      [
        { tempoBpm: 80, areaShare: 0.9 },
        { tempoBpm: 112, areaShare: 0.02 },
        { tempoBpm: 112, areaShare: 0.02 },
      ],
      56,
    ],
    [
      'a free object has no vote, large as it is',
      [{ tempoBpm: null, areaShare: 0.9 }, { tempoBpm: 71 }],
      71,
    ],
    ['free objects by themselves play at 120', [{ tempoBpm: null }, { tempoBpm: null }], 120],
    ['no object at all is 120', [], 120],
  ])('%s', (_, players, expected) => {
    expect(commonTempo(players.map((player, i) => makePlayer(`p${i}`, player)))).toBe(expected);
  });
});

describe('commonTimeSignature', () => {
  it.each([
    ['one object keeps its own', [{ beats: 5 }], 5],
    ['the largest has most to say', [{ beats: 3, areaShare: 0.4 }, { areaShare: 0.3 }], 3],
    [
      'two smaller ones outvote it together',
      [{ beats: 3, areaShare: 0.4 }, { areaShare: 0.3 }, { areaShare: 0.11 }],
      4,
    ],
    ['of equals, the first', [{ beats: 7 }, { beats: 4 }], 7],
    ['a free object has no vote', [{ beats: 5, tempoBpm: null, areaShare: 0.9 }, { beats: 3 }], 3],
    ['free objects by themselves are in 4/4', [{ beats: 5, tempoBpm: null }], 4],
  ])('%s', (_, players, beats) => {
    const voters = players.map((player, i) => makePlayer(`p${i}`, player));
    expect(commonTimeSignature(voters)).toEqual({ beats, beatUnit: 4 });
  });
});

describe('stretchBetween', () => {
  it.each([
    [60, 60, 1],
    [60, 112, 2],
    [60, 84, 1],
    [60, 86, 2],
    [120, 62, 0.5],
    [30, 280, 4],
    [20, 400, 4],
    [400, 20, 0.25],
    [null, 120, 1],
    [null, 87, 0.725],
  ])('a decoder at %s in a piece at %d is stretched by %d', (own, piece, stretch) => {
    expect(stretchBetween(own, piece)).toBe(stretch);
  });
});

describe('ownTicks', () => {
  it.each([
    ['bars as long as the piece’s', 4 * 1920, 1, 4, 4 * 1920],
    ['a waltz rounds up to its bar', 4 * 1920, 1, 3, 6 * 1440],
    ['half speed needs half the ticks', 4 * 1920, 2, 4, 2 * 1920],
    ['half speed rounds up too', 3 * 1920, 2, 4, 2 * 1920],
    ['double speed needs twice as many', 1920, 0.5, 4, 3840],
  ])('%s', (_, pieceTicks, stretch, beats, expected) => {
    const timeSignature = { beats, beatUnit: 4 };
    expect(ownTicks(pieceTicks, { stretch, timeSignature })).toBe(expected);
  });
});
