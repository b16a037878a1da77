import { describe, expect, it } from 'vitest';
import { indexRecordings, traceRuns } from '../../src/events/traceRuns.js';
import { melodyOf, pieceOf } from '../evaluation/measures/pieces.js';

const recordings = indexRecordings(
  [melodyOf([60, 62, 64, 60, 62, 65]), melodyOf([]), melodyOf([67, 60, 62], { every: 12 })].map(
    ({ events }) => events,
  ),
);
const at = (length: number, recording: number, event: number) => ({
  length,
  place: { recording, event },
});

describe('tracing runs', () => {
  it.each([
    [
      'the whole of a recording',
      melodyOf([60, 62, 64, 60]),
      [at(1, 0, 0), at(2, 0, 1), at(3, 0, 2), at(4, 0, 3)],
    ],
    [
      'the later of two places, where it goes on',
      melodyOf([60, 62, 65]),
      [at(1, 0, 0), at(2, 0, 1), at(3, 0, 5)],
    ],
    ['a run only in its own rhythm', melodyOf([60, 62], { every: 12 }), [at(1, 0, 0), at(2, 2, 2)]],
    ['nothing across the end of a recording', melodyOf([65, 67]), [at(1, 0, 5), at(1, 2, 0)]],
    [
      'a fresh start after a chord that nobody played',
      melodyOf([60, 61, 62, 64]),
      [at(1, 0, 0), undefined, at(1, 0, 1), at(2, 0, 2)],
    ],
    ['no chord for one of its notes', pieceOf([[[60, 64], 0]]), [undefined]],
    ['nothing in nothing', pieceOf([]), []],
  ])('finds %s', (_, { events }, expected) => {
    expect(traceRuns(events, recordings)).toEqual(expected);
  });

  it('finds nothing where nothing was recorded', () => {
    expect(traceRuns(melodyOf([60]).events, indexRecordings([]))).toEqual([undefined]);
  });
});
