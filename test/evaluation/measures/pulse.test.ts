import { describe, expect, it } from 'vitest';
import { measurePulse } from '../../../src/evaluation/measures/pulse.js';
import { pieceOf } from './pieces.js';

/** Onsets at given ticks. */
const struck = (...ticks: number[]) =>
  pieceOf([], {
    notes: ticks.map((startTicks) => ({ pitch: 61, startTicks, durationTicks: 31, velocity: 71 })),
    lengthTicks: 64 * 1440,
  });
const silent = struck();

describe('pulse', () => {
  it.each([
    ['eighths', [0, 240, 720, 1440], 1],
    ['a hand around them', [24, 216, 745, 1400], 0.5],
    ['sixteenths', [0, 120, 240, 360], 0.5],
    ['triplets', [0, 160, 320, 480], 0.5],
  ])('of %s', (_, ticks, share) => {
    const { draws, recordings } = measurePulse({
      recordings: [struck(...ticks)],
      draws: [struck(...ticks), silent],
      long: [],
    });
    expect(draws).toBe(share);
    expect(recordings).toBe(share);
  });

  it('at the end of a long draw is that of its last eight bars, here of 3/4', () => {
    const inTime = Array.from({ length: 56 }, (_, bar) => bar * 1440);
    const late = Array.from({ length: 8 }, (_, bar) => (56 + bar) * 1440 + 100);
    const { end } = measurePulse({
      recordings: [silent],
      draws: [],
      long: [struck(...inTime, ...late), struck(...inTime, ...late.slice(0, 7), 63 * 1440)],
    });
    expect(end).toBe(1 / 16);
  });

  it('is none where nothing is played', () => {
    const figures = measurePulse({ recordings: [silent], draws: [silent], long: [silent] });
    expect(figures).toEqual({ recordings: 0, draws: null, end: null });
  });
});
