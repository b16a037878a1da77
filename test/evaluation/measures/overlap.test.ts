import { describe, expect, it } from 'vitest';
import { histogramsOf } from '../../../src/evaluation/measures/histograms.js';
import { measureOverlap, overlapOf } from '../../../src/evaluation/measures/overlap.js';
import type { MeasuredPerformance } from '../../../src/events/measuredPerformance.js';
import { MANNERS, melodyOf, pieceOf, playedIn, type Struck } from './pieces.js';

const between = (a: MeasuredPerformance, b: MeasuredPerformance) =>
  overlapOf(histogramsOf([a]), histogramsOf([b]));
const music = playedIn(MANNERS.music, 'music');
const twoNotes: Struck[] = [
  [[60], 0],
  [[62], 6],
];
const twoSlowNotes: Struck[] = [
  [[60], 0, 406],
  [[62], 12, 406],
];
const threeNotes: Struck[] = [...twoNotes, [[64], 12]];

describe('overlap', () => {
  it('is all of it between equals, in any order, and the same both ways', () => {
    const mirrored = pieceOf([], { notes: [...music.performance.notes] });
    expect(between(music, mirrored)).toEqual({
      pitchClass: expect.closeTo(1),
      onsetDistance: expect.closeTo(1),
      duration: expect.closeTo(1),
      velocity: expect.closeTo(1),
      polyphony: expect.closeTo(1),
      mean: expect.closeTo(1),
    });
    const other = playedIn(MANNERS.bells, 'bells');
    expect(between(music, other).mean).toBeCloseTo(between(other, music).mean);
  });

  it.each<[string, MeasuredPerformance, MeasuredPerformance, Partial<ReturnType<typeof between>>]>([
    ['an octave higher', melodyOf([60, 62, 64]), melodyOf([72, 74, 76]), { pitchClass: 1 }],
    ['half of the notes', melodyOf([60, 62, 60, 62]), melodyOf([60, 63]), { pitchClass: 0.5 }],
    [
      'sixteenths against eighths',
      melodyOf([60, 62], { every: 3 }),
      melodyOf([60, 62]),
      { onsetDistance: 0 },
    ],
    [
      'a long silence, a step longer',
      melodyOf([60, 62], { every: 97 }),
      melodyOf([60, 62], { every: 98 }),
      { onsetDistance: expect.closeTo(0.94) },
    ],
    [
      'a dotted eighth against an eighth',
      melodyOf([60, 62], { every: 9 }),
      melodyOf([60, 62]),
      { onsetDistance: 0 },
    ],
    [
      'the same at half the tempo',
      pieceOf(twoNotes, { tempoBpm: 46.5 }),
      pieceOf(twoNotes),
      { onsetDistance: 0, duration: 0, pitchClass: 1 },
    ],
    [
      'eighths against quarters at twice the tempo',
      melodyOf([60, 62]),
      pieceOf(twoSlowNotes, { tempoBpm: 186 }),
      { onsetDistance: expect.closeTo(1), duration: expect.closeTo(1) },
    ],
    [
      'what bends half-way against its steady first half',
      pieceOf(threeNotes, {
        tempoChanges: [
          { ticks: 0, tempoBpm: 93 },
          { ticks: 240, tempoBpm: 46.5 },
        ],
      }),
      pieceOf(threeNotes),
      { onsetDistance: expect.closeTo(0.5) },
    ],
    [
      'held a hair longer',
      pieceOf([[[60], 0, 203]]),
      pieceOf([[[60], 0, 207]]),
      { duration: expect.closeTo(0.89) },
    ],
    ['held twice as long', pieceOf([[[60], 0, 203]]), pieceOf([[[60], 0, 406]]), { duration: 0 }],
    [
      'a little louder',
      pieceOf([[[60], 0, 99, 65]]),
      pieceOf([[[60], 0, 99, 70]]),
      { velocity: 1 },
    ],
    ['much louder', pieceOf([[[60], 0, 99, 65]]), pieceOf([[[60], 0, 99, 90]]), { velocity: 0 }],
    ['a chord against a note', pieceOf([[[60, 64], 0]]), pieceOf([[[60], 0]]), { polyphony: 0 }],
  ])('of %s', (_, a, b, expected) => {
    expect(between(a, b)).toMatchObject(expected);
  });

  it('agrees where neither side has a distance, and not where one has', () => {
    expect(between(melodyOf([60]), melodyOf([61])).onsetDistance).toBe(1);
    expect(between(melodyOf([60]), melodyOf([61, 62])).onsetDistance).toBe(0);
  });

  it('pools draws that cover the recordings only together', () => {
    const recordings = [melodyOf([60, 60, 60]), melodyOf([65, 65, 65])];
    const draws = [melodyOf([60, 60]), melodyOf([65, 65])];
    const { pooled, single, leftOut } = measureOverlap(draws, recordings);
    expect(pooled.pitchClass).toBeCloseTo(1);
    expect(single.pitchClass).toBeCloseTo(0.5);
    expect(leftOut?.pitchClass).toBe(0);
    expect(measureOverlap(draws, recordings.slice(0, 1)).leftOut).toBeNull();
  });
});
