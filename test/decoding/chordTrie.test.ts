import { describe, expect, it } from 'vitest';
import { buildChordTrie, END } from '../../src/decoding/chordTrie.js';

describe('the trie of chords', () => {
  const trie = buildChordTrie([[2], [2, 5], [2, 5, 9], [4, 9]]);

  it.each([
    [[], [2, 4]],
    [[2], [END, 5]],
    [
      [2, 5],
      [END, 9],
    ],
    [[2, 5, 9], [END]],
    [[4], [9]],
    [[9], []],
  ])('goes on from %j with %j', (beginning, symbols) => {
    expect([...trie.after(beginning)]).toEqual(symbols);
  });

  it('holds whole chords, and no beginnings of them', () => {
    expect([[2], [2, 5], [4, 9]].every(trie.has)).toBe(true);
    expect([[], [4], [2, 9], [9]].some(trie.has)).toBe(false);
  });
});
