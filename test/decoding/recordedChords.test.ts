import { describe, expect, it } from 'vitest';
import { openRecordedChords } from '../../src/decoding/recordedChords.js';

describe('openRecordedChords', () => {
  it('knows the chords that were recorded, whole, and no others', () => {
    const all = [[3], [1, 12], [1, 2, 11]];
    const { has, ...recorded } = openRecordedChords(all);
    expect(recorded.all).toEqual(all);
    for (const chord of all) expect(has([...chord])).toBe(true);
    expect(recorded.without(new Set(['1 12', '1 2']))).toEqual([[3], [1, 2, 11]]);
    for (const chord of [[], [1], [12, 1], [1, 2], [11, 2], [112]]) expect(has(chord)).toBe(false);
  });
});
