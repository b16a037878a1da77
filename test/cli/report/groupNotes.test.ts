import { describe, expect, it } from 'vitest';
import { groupNotes } from '../../../src/cli/report/groupNotes.js';

const words = '4 bytes after the last track are not MIDI, left out';
const paths = ['a.mid', 'takes/b.mid', 'takes/c: slow.mid', 'd.mid', 'e.mid'];

describe('groupNotes', () => {
  it.each([
    [[], []],
    [['a.mid: kept as a-2.mid'], ['a.mid: kept as a-2.mid']],
    [[`a.mid: ${words}`, `b.mid: ${words}`], [`a.mid, b.mid: ${words}`]],
    [
      ['a.mid', 'b.mid', 'c: slow.mid', 'd.mid', 'e.mid'].map((name) => `${name}: ${words}`),
      [`a.mid, b.mid, c: slow.mid and 2 more: ${words}`],
    ],
    [
      [`a.mid: ${words}`, 'b.mid: no notes', `d.mid: ${words}`],
      [`a.mid, d.mid: ${words}`, 'b.mid: no notes'],
    ],
    // What is about no recording of the call stays as it is.
    [
      [`other.mid: ${words}`, `a.mid: ${words}`],
      [`other.mid: ${words}`, `a.mid: ${words}`],
    ],
  ])('makes of %j %j', (notes, grouped) => {
    expect(groupNotes(notes, paths)).toEqual(grouped);
  });
});
