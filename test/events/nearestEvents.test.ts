import { describe, expect, it } from 'vitest';
import { toMeasuredPerformance } from '../../src/events/measuredPerformance.js';
import { nearestEvents } from '../../src/events/nearestEvents.js';
import { melodyOf, pieceOf } from '../evaluation/measures/pieces.js';

const named = (name: string, piece = melodyOf([])) =>
  toMeasuredPerformance({ ...piece.performance, name });
const recordings = [
  named('one.mid', melodyOf([60, 62, 64, 65, 60, 62, 67, 69])),
  named(
    'two.mid',
    pieceOf(
      [
        [[48, 55, 64], 0],
        [[50, 57], 24],
        [[71], 30],
      ],
      { tempoBpm: 60 },
    ),
  ),
];
const found = (...[played]: [ReturnType<typeof melodyOf>]) =>
  nearestEvents(played.events, recordings).map(({ recording, event, runLength }) => [
    recording,
    event,
    runLength,
  ]);

describe('the nearest events', () => {
  it('are those of the run that the event belongs to, from its first event on', () => {
    // 60 and 62 stand at the beginning too, but only the second time they lead to 67.
    expect(found(melodyOf([60, 62, 67]))).toEqual([
      ['one.mid', 4, 3],
      ['one.mid', 5, 3],
      ['one.mid', 6, 3],
    ]);
  });

  it('are no part of a run that begins behind them', () => {
    expect(found(melodyOf([96, 60, 62, 67]))).toEqual([
      ['two.mid', 2, 0],
      ['one.mid', 4, 3],
      ['one.mid', 5, 3],
      ['one.mid', 6, 3],
    ]);
  });

  it('are those of the longer run where two meet', () => {
    expect(found(melodyOf([62, 64, 65, 60, 71]))).toEqual([
      ['one.mid', 1, 4],
      ['one.mid', 2, 4],
      ['one.mid', 3, 4],
      ['one.mid', 4, 4],
      ['two.mid', 2, 1],
    ]);
  });

  it('share most pitches where nobody played the chord, and are near where none is shared', () => {
    expect(
      found(
        pieceOf([
          [[48, 55, 63], 0],
          [[51, 57], 7],
          [[96], 14],
          [[49], 21],
        ]),
      ),
    ).toEqual([
      ['two.mid', 0, 0],
      ['two.mid', 1, 0],
      ['two.mid', 2, 0],
      ['two.mid', 1, 0],
    ]);
  });

  it('say when they were played, at the tempo of their recording', () => {
    const [nearest] = nearestEvents(pieceOf([[[50, 57], 5]]).events, recordings);
    expect(nearest).toEqual({
      recording: 'two.mid',
      event: 1,
      startTicks: 960,
      seconds: 2,
      runLength: 1,
    });
  });
});
