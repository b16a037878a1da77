import { describe, expect, it } from 'vitest';

const { areaUnderCurve, beatF, octaveF, scoreBeats } = await import(
  new URL('../../../bench/beats/score.js', import.meta.url).href
);

describe('what found beats are worth', () => {
  it.each([
    { title: 'all right', found: [1, 2, 3], truth: [1, 2, 3], f: 1 },
    { title: 'within 70 ms', found: [1.069, 1.931, 3], truth: [1, 2, 3], f: 1 },
    { title: 'beyond 70 ms', found: [1.071, 1.929], truth: [1, 2], f: 0 },
    { title: 'one true beat pairs once', found: [0.95, 1.05], truth: [1], f: 2 / 3 },
    // 1.06 may pair with either; only the second pairing leaves one for 0.95.
    { title: 'as many pairs as can be', found: [0.95, 1.06], truth: [1, 1.12], f: 1 },
    { title: 'twice as many', found: [1, 1.5, 2, 2.5, 3], truth: [1, 2, 3], f: 6 / 8 },
    { title: 'none', found: [], truth: [1, 2], f: 0 },
  ])('counts F: $title', ({ found, truth, f }) => {
    expect(beatF(found, truth)).toBeCloseTo(f, 12);
  });

  it('forgives beats that are counted twice or half as fast where octaves are allowed', () => {
    const truth = [1, 2, 3, 4, 5];
    expect(octaveF([1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5], truth)).toBe(1);
    expect(octaveF([1, 3, 5], truth)).toBe(1);
    // Beats between the true ones: twice as many have three of the five, and four too many.
    expect(octaveF([1.5, 2.5, 3.5, 4.5], truth)).toBe(6 / 12);
  });

  it('takes half the tempo for wrong, and beats outside the music for nothing', () => {
    const truth = {
      tempoBpm: 60,
      metre: { beats: 3, beatUnit: 4 },
      beats: [1, 2, 3],
      downbeats: [1],
    };
    const notes = [1, 2, 3].map((startSeconds) => ({ startSeconds }));
    const found = {
      tempoBpm: 61,
      metre: { beats: 3, beatUnit: 4 },
      beats: [0, 1, 2, 3, 4],
      downbeats: [1, 4],
    };
    expect(scoreBeats(found, truth, notes)).toEqual({
      beatF: 1,
      octaveF: 1,
      downbeatF: 1,
      isTempoRight: true,
      isMetreRight: true,
    });
    const half = { ...found, tempoBpm: 30, metre: null, beats: [1, 3], downbeats: [] };
    expect(scoreBeats(half, truth, notes)).toMatchObject({
      downbeatF: 0,
      isTempoRight: false,
      isMetreRight: false,
    });
  });

  it.each([
    { right: [0.9, 0.8], wrong: [0.1], area: 1 },
    { right: [0.5], wrong: [0.5], area: 0.5 },
    { right: [0.2, 0.8], wrong: [0.4, 0.6], area: 0.5 },
    { right: [0.3], wrong: [0.4, 0.2, 0.1], area: 2 / 3 },
  ])('counts how often the confidence of $right is above $wrong', ({ right, wrong, area }) => {
    const cases = [
      ...right.map((confidence) => ({ confidence, isRight: true })),
      ...wrong.map((confidence) => ({ confidence, isRight: false })),
    ];
    expect(areaUnderCurve(cases)).toBeCloseTo(area, 12);
  });
});
