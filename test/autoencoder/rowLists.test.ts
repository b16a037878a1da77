import { describe, expect, it } from 'vitest';
import { openIntegers, openRowLists } from '../../src/autoencoder/rowLists.js';

describe('lists of rows', () => {
  it.each([
    ['are laid end to end', [[3, 1], [2], [0, 0, 4]], [3, 1, 2, 0, 0, 4], [2, 3, 6]],
    ['may be empty', [[], [5], [], []], [5], [0, 1, 1, 1]],
    ['may be none', [], [], []],
  ])('%s', (_, lists, rows, ends) => {
    const builder = openRowLists();
    for (const list of lists) {
      for (const row of list) builder.add(row);
      builder.end();
    }
    expect(builder.build()).toEqual({ rows: Int32Array.from(rows), ends: Int32Array.from(ends) });
  });

  it('leave out rows of a list that is not ended', () => {
    const builder = openRowLists();
    builder.add(7);
    builder.end();
    const before = builder.build();
    builder.add(9);
    expect(builder.build().ends).toEqual(Int32Array.of(1));
    expect(before.rows).toEqual(Int32Array.of(7));
  });
});

it.each([0, 1, 1024, 1025, 5000])('a list of %d whole numbers keeps them all', (length) => {
  const list = openIntegers();
  for (let i = 0; i < length; i++) list.push(3 * i - 7);
  expect(list.length()).toBe(length);
  expect(list.values()).toEqual(Int32Array.from({ length }, (_, i) => 3 * i - 7));
});
