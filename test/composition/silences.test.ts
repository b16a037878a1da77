import { describe, expect, it } from 'vitest';
import { silencesOf } from '../../src/composition/silences.js';
import type { Note } from '../../src/music/note.js';

const note = (pitch: number, startTicks: number, durationTicks: number): Note => ({
  pitch,
  startTicks,
  durationTicks,
  velocity: 57,
});

describe('silencesOf', () => {
  it.each([
    [
      'before, between and after notes',
      [[note(60, 30, 70), note(62, 250, 50)]],
      '0-30 100-250 300-500',
    ],
    ['none under a longer note, of whatever part', [[note(60, 0, 500)], [note(62, 9, 3)]], ''],
    ['none where a later part begins first', [[note(60, 300, 200)], [note(62, 0, 300)]], ''],
    ['none where notes meet', [[note(60, 0, 170)], [note(62, 170, 330)]], ''],
    [
      'behind a key that is struck again for a shorter time',
      [[note(60, 0, 500), note(60, 40, 9)]],
      '49-500',
    ],
    ['none behind the same key of another part', [[note(60, 0, 500)], [note(60, 40, 9)]], ''],
    ['the whole of a piece without notes', [[], []], '0-500'],
  ])('finds %s', (_, parts, expected) => {
    const found = silencesOf(parts, 500).map(({ fromTicks, toTicks }) => `${fromTicks}-${toTicks}`);
    expect(found.join(' ')).toBe(expected);
  });
});
