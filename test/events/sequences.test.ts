import { describe, expect, it } from 'vitest';
import { MOST_REMEMBERED, rememberSequences } from '../../src/events/sequences.js';

/** Rows of symbols of one recording: its number as the chord, the event's as the distance, 9 as the place. */
const rows = (length: number, recording = 0) =>
  Array.from({ length }, (_, event) => [recording, event, 1, 2, 3, 9]);

describe('rememberSequences', () => {
  it('keeps chord, distance and place of every event, recording by recording', () => {
    const sequences = rememberSequences([rows(3, 7), rows(1, 2)]);
    expect(sequences).toEqual([
      [
        [7, 0, 9],
        [7, 1, 9],
        [7, 2, 9],
      ],
      [[2, 0, 9]],
    ]);
  });

  it('cuts the longest where there is no room for all, and leaves the short ones whole', () => {
    const lengths = [40, 15_000, 900, 12_000].map((length) => rows(length));
    const kept = rememberSequences(lengths).map((sequence) => sequence.length);
    expect(kept).toEqual([40, 4530, 900, 4530]);
    expect(kept.reduce((a, b) => a + b)).toBeLessThanOrEqual(MOST_REMEMBERED);
  });

  it('takes recordings from the whole list where there are too many even for two windows of each', () => {
    const sequences = rememberSequences(Array.from({ length: 3000 }, (_, i) => rows(50, i)));
    const recordings = sequences.map((sequence) => sequence[0]?.[0] as number);
    expect(recordings.length).toBeGreaterThan(300);
    expect(recordings[0]).toBe(0);
    expect(recordings.at(-1)).toBeGreaterThan(2980);
    expect(sequences.flat().length).toBeLessThanOrEqual(MOST_REMEMBERED);
    expect(sequences.flat().length).toBeGreaterThan(0.9 * MOST_REMEMBERED);
  });

  it('remembers nothing of nothing', () => {
    expect(rememberSequences([])).toEqual([]);
  });
});
