import { describe, expect, it } from 'vitest';
import { summariseChance, summariseRecordings } from '../../../src/evaluation/pieces/comparison.js';
import { measureRecordings } from '../../../src/evaluation/pieces/recordedObject.js';
import { pieceOf, type Struck } from '../measures/pieces.js';

/** Two bars of 3/4, the second like the first: a bass and a third above it, an octave and more apart. */
const chords: readonly Struck[] = [
  [[36, 60, 64], 0, 400],
  [[41, 65, 69], 12, 400],
  [[36, 60, 64], 36, 400],
  [[41, 65, 69], 48, 400],
];
const take = pieceOf(chords).performance;

describe('an object’s recordings in figures', () => {
  it('are the hands of each, what returns, and what one shares with the others', () => {
    const recorded = measureRecordings('kettle', [take, take]);
    expect(recorded).toMatchObject({
      object: 'kettle',
      returns: [0.5, 0.5],
      leftOut: { pitchClassOverlap: expect.closeTo(1, 12), onsetOverlap: expect.closeTo(1, 12) },
    });
    expect(recorded.features).toHaveLength(2);
    expect(recorded.hands).toHaveLength(2);
    expect(recorded.hands[0]).toMatchObject({ clash: 0, tritone: 0 });
  });

  it('know no bars of a free recording, and no others of a single one', () => {
    const free = measureRecordings('kettle', [{ ...take, isFree: true }]);
    expect(free).toMatchObject({ returns: [], hands: [], leftOut: null });
    expect(free.keyClarity).toHaveLength(1);
  });

  it('have no hands where a melody stands alone, or where two registers take turns', () => {
    const melody = pieceOf([60, 62, 64, 65].map((pitch, i) => [[pitch], i * 12]));
    const turns = pieceOf([36, 72, 38, 74].map((pitch, i) => [[pitch], i * 12]));
    const { hands } = measureRecordings('kettle', [melody.performance, turns.performance]);
    expect(hands).toEqual([]);
  });

  it('are summed up as means over recordings', () => {
    const recorded = measureRecordings('kettle', [take, take]);
    const heldOut = new Map([
      ['kettle', 1],
      ['mug', 0.5],
    ]);
    expect(summariseRecordings([recorded], { heldOut })).toMatchObject({
      clash: 0,
      returns: 0.5,
      named: 0.75,
      pitchClassOverlap: expect.closeTo(1, 12),
    });
    expect(summariseRecordings([], { heldOut: new Map() })).toMatchObject({
      clash: null,
      returns: null,
      named: null,
      onsetOverlap: null,
    });
    expect(summariseChance([], { chance: 1 / 3 })).toMatchObject({ clash: null, named: 1 / 3 });
  });
});
