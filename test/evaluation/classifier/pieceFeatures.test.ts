import { describe, expect, it } from 'vitest';
import { FEATURE_COUNT, pieceFeatures } from '../../../src/evaluation/classifier/pieceFeatures.js';
import { MANNERS, melodyOf, pieceOf, playedIn } from '../measures/pieces.js';

describe('the features of a piece', () => {
  it.each([
    ['music', playedIn(MANNERS.music, 'a')],
    ['a single note', pieceOf([[[61], 5]])],
    ['nothing', pieceOf([])],
  ])('are as many finite numbers for %s', (_, piece) => {
    const features = pieceFeatures(piece);
    expect(features).toHaveLength(FEATURE_COUNT);
    expect(features.every(Number.isFinite)).toBe(true);
  });

  it('hear seconds, not ticks: the same music written twice as long at twice the tempo', () => {
    const written = playedIn(MANNERS.machine, 'b');
    const { notes, lengthTicks, tempoBpm } = written.performance;
    const longer = pieceOf([], {
      notes: notes.map((note) => ({
        ...note,
        startTicks: 2 * note.startTicks,
        durationTicks: 2 * note.durationTicks,
      })),
      lengthTicks: 2 * lengthTicks,
      tempoBpm: 2 * tempoBpm,
    });
    const features = pieceFeatures(longer);
    for (const [i, feature] of pieceFeatures(written).entries()) {
      expect(features[i]).toBeCloseTo(feature, 9);
    }
  });

  it('do not hear the order of notes, but hear each of them', () => {
    const features = pieceFeatures(melodyOf([60, 64, 67, 71, 60, 55]));
    expect(pieceFeatures(melodyOf([55, 60, 60, 64, 67, 71]))).toEqual(features);
    expect(pieceFeatures(melodyOf([55, 60, 60, 64, 67, 70]))).not.toEqual(features);
  });
});
