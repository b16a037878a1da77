import { describe, expect, it } from 'vitest';
import { alignColumns, displayWidth, fitWidth } from '../../../src/cli/report/columns.js';

describe('the width of a text', () => {
  it.each([
    ['', 0],
    ['kettle', 6],
    ['Café', 4],
    ['Cafe\u0301', 4],
    ['冷蔵庫', 6],
    ['냉장고', 6],
    ['нож', 3],
    ['👩‍🍳', 2],
    ['🇫🇷', 2],
    ['❤️', 2],
    ['ﾊﾝ', 2],
    ['שלום', 4],
    ['a\u200bb', 2],
    ['█░', 2],
  ])('of %j is %i columns', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe('aligned columns', () => {
  it('begin under one another whatever the script', () => {
    const lines = alignColumns([
      ['冷蔵庫', 'a', '1'],
      ['kettle pot', 'bcd', ''],
      ['x', '', '3'],
    ]);
    expect(lines).toEqual(['冷蔵庫      a    1', 'kettle pot  bcd', 'x                3']);
  });

  it('are none without rows', () => {
    expect(alignColumns([])).toEqual([]);
  });
});

describe('a text cut to a width', () => {
  it.each([
    ['kettle', 6, 'kettle'],
    ['kettle', 5, 'kett…'],
    ['冷蔵庫', 5, '冷蔵…'],
    ['冷蔵庫', 4, '冷…'],
    ['kettle', 0, ''],
  ])('%j to %i is %j', (text, width, expected) => {
    expect(fitWidth(text, width)).toBe(expected);
  });
});
