import { describe, expect, it } from 'vitest';
import { describePiece, trainClassifier } from '../../../src/evaluation/classifier/classifier.js';
import { measureDraws } from '../../../src/evaluation/draws/drawFigures.js';
import { MANNERS, playedIn } from '../measures/pieces.js';

const recordings = ['a', 'b', 'c'].map((seed) => playedIn(MANNERS.machine, seed));
const strangers = ['d', 'e', 'f'].map((seed) => playedIn(MANNERS.bells, seed));
const classifier = await trainClassifier([
  ...recordings.map((piece) => describePiece('kettle', piece)),
  ...strangers.map((piece) => describePiece('mug', piece)),
]);
const options = { object: 'kettle', recordings, classifier, seed: 1 };

describe('the figures of drawn pieces', () => {
  it('are complete where the recordings are played again', async () => {
    const { named, overlap, copied, pulse, variety, recurrence } = await measureDraws(
      { pieces: recordings, long: [] },
      options,
    );
    expect(named).toEqual({ draws: 1, heldOut: 1, chance: 1 / 2 });
    expect(overlap.pooled.mean).toBeCloseTo(1, 12);
    expect(copied.draws).toEqual({ share: 1, longest: 70 });
    expect(pulse.draws).toBe(pulse.recordings);
    expect(variety.draws).toBe(variety.recordings);
    expect(recurrence.draws).toBe(recurrence.recordings);
  });

  it('are low where the music of another object is played', async () => {
    const { named, overlap, copied } = await measureDraws({ pieces: strangers, long: [] }, options);
    expect(named.draws).toBe(0);
    expect(overlap.pooled.mean).toBeLessThan(0.5);
    expect(copied.draws).toEqual({ share: 0, longest: 0 });
  });
});
