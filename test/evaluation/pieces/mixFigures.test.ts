import { describe, expect, it } from 'vitest';
import { meanTogether, measureMix } from '../../../src/evaluation/pieces/mixFigures.js';
import { partOf, scoreOf, type Written } from './tracks.js';

const BAR = 1440;
/** Four bars of chords over basses: C, F, G, C. */
const chords: Written[] = [
  [60, 64, 67],
  [60, 65, 69],
  [59, 62, 67],
  [60, 64, 67],
].flatMap((pitches, bar) => pitches.map((pitch): Written => [pitch, bar * BAR, BAR]));
const basses: Written[] = [36, 41, 43, 36].map((pitch, bar) => [pitch, bar * BAR, BAR]);
const cadence = scoreOf([partOf(chords), partOf(basses)]);

describe('a piece in figures', () => {
  it('agrees where two parts play one cadence, and only there', () => {
    const { chance, ...figures } = measureMix(cadence, { seed: 1 });
    expect(figures).toMatchObject({
      clash: 0,
      clashPairs: 0,
      tritone: 0,
      tritonePairs: 0,
      sameTriad: 1,
      returns: 1 / 4,
      arc: null,
      bassTonic: 1,
      tonicChord: 1,
      longestSilence: 0,
      bassTime: 1,
    });
    expect(figures.keyClarity).toBeGreaterThan(0.85);
    expect(chance.sameTriad).toBeLessThan(1);
    expect(chance.clash).toBeGreaterThan(0);
  });

  it('is the same for the same seed, which decides chance alone', () => {
    const first = measureMix(cadence, { seed: 1 });
    expect(measureMix(cadence, { seed: 1 })).toEqual(first);
    const second = measureMix(cadence, { seed: 2 });
    expect(second.chance).not.toEqual(first.chance);
    expect({ ...second, chance: first.chance }).toEqual(first);
  });

  it('lets a note end where its key is struck again', () => {
    const held = scoreOf([
      partOf([
        [60, 0, 2 * BAR],
        [60, 480, 100],
      ]),
      partOf([[61, 700, 500]]),
    ]);
    expect(measureMix(held, { seed: 1 }).clash).toBeNull();
  });

  it('counts its longest silence in bars, the one before its end as well', () => {
    const score = scoreOf([
      partOf([
        [60, 720, 720],
        [62, 2 * BAR, 400],
      ]),
    ]);
    expect(measureMix(score, { seed: 1 }).longestSilence).toBeCloseTo(2480 / BAR, 12);
  });

  it('has no figure of a silent piece but its silence, and does not end on the tonic in silence', () => {
    const nothing = { clash: null, tritone: null, sameTriad: null };
    expect(measureMix(scoreOf([partOf([])]), { seed: 1 })).toMatchObject({
      ...nothing,
      chance: nothing,
      keyClarity: null,
      returns: null,
      bassTonic: null,
      longestSilence: 4,
      bassTime: null,
    });
    const early = measureMix(scoreOf([partOf([[60, 0, BAR]])]), { seed: 1 });
    expect(early).toMatchObject({ bassTonic: 0, tonicChord: 0 });
  });
});

describe('means of what tracks have to do with one another', () => {
  it('leave out what is null', () => {
    const figures = {
      clash: 0.2,
      clashPairs: 0.1,
      tritone: 0,
      tritonePairs: 0,
      sameTriad: null,
      imitation: 0.1,
    };
    const others = { ...figures, clash: 0.4, clashPairs: null };
    expect(meanTogether([figures, others])).toEqual({ ...figures, clash: expect.closeTo(0.3, 12) });
  });
});
