import { describe, expect, it } from 'vitest';
import { recordingShares } from '../../src/events/recordingShares.js';

/** Rising chords from a place where no other recording is. */
const record = (from: number, length: number) => Uint32Array.from({ length }, (_, i) => from + i);

describe('recordingShares', () => {
  it.each([
    ['equal lengths count equally', [record(0, 40), record(100, 40)], [1 / 2, 1 / 2]],
    [
      'a file 100 times as long counts 10 times',
      [record(0, 5000), record(9000, 50)],
      [10 / 11, 1 / 11],
    ],
    [
      'a take that is there twice counts once',
      [record(0, 40), record(100, 40), record(0, 40)],
      [1 / 4, 1 / 2, 1 / 4],
    ],
  ])('%s', (_, recordings, expected) => {
    const shares = recordingShares(recordings);
    for (const [i, share] of shares.entries()) expect(share).toBeCloseTo(expected[i] as number);
  });
});
