import { describe, expect, it } from 'vitest';
import { openRecordedChords } from '../../src/decoding/recordedChords.js';

describe('openRecordedChords', () => {
  it('gives the chords that were recorded, but for those that are left out, whole', () => {
    const all = [[3], [1, 12], [1, 2, 11]];
    const recorded = openRecordedChords(all);
    expect(recorded.all).toEqual(all);
    expect(recorded.without(new Set())).toEqual(all);
    expect(recorded.without(new Set(['1 12', '1 2', '112', '']))).toEqual([[3], [1, 2, 11]]);
  });
});
